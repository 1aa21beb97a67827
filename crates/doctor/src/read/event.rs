//! Events in text of any layout: value lists keep their order in every language, whatever stands around them.

use crate::{
    fact::{Fact, Record},
    kind::Kind,
    page::Page,
    shape,
};

/// Exports put the value list at most so many lines below the line with time and id.
const ROW_WITHIN: usize = 8;

pub(super) fn read(page: &mut Page) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut row: Option<(usize, String, u32)> = None;
    let mut named: Option<(usize, u32)> = None;
    for index in 0..page.len() {
        let line = page.line(index).to_owned();
        if let Some(captured) = shape::EXPORT_ROW.captures(&line) {
            let text = |group: usize| captured.get(group).map_or("", |text| text.as_str());
            row = text(3).parse().ok().map(|id| (index, text(1).trim().to_owned(), id));
            page.take(index);
        } else if let Some(id) = shape::EVENT_ID.captures(&line).and_then(|id| id.get(1)?.as_str().parse().ok()) {
            named = Some((index, id));
        }
        if shape::STATE_LIST.is_match(&line) {
            page.take(index);
            continue;
        }
        if page.is_taken(index) && row.as_ref().is_none_or(|(at, ..)| *at != index) {
            continue;
        }
        let near = row.as_ref().filter(|(at, ..)| index - at <= ROW_WITHIN);
        let id = near.map(|(_, _, id)| *id).or(named.filter(|(at, _)| index - at <= ROW_WITHIN).map(|(_, id)| id));
        let time = near.map(|(_, time, _)| time.clone()).unwrap_or_default();
        if let Some(record) = record(&line, id, &time) {
            let mut cites: Vec<_> =
                near.map(|(at, ..)| *at).filter(|at| *at != index).map(|at| page.take(at)).into_iter().collect();
            cites.push(page.take(index));
            page.recognise(Kind::EventText);
            found.push(Fact::Event(record, cites));
        }
    }
    found
}

/// The event in a text: by the shape of its value list, or by its id and the code in it.
pub(super) fn record(text: &str, id: Option<u32>, time: &str) -> Option<Record> {
    let found = sent(text).or_else(|| handled(text)).or_else(|| processed(text)).or_else(|| other(text, id?));
    found.map(|record| if record.time.is_empty() { Record { time: time.to_owned(), ..record } } else { record })
}

/// Fields of a value list by name; the first captured group is the HRESULT.
fn listed(captured: &regex_lite::Captures<'_>, id: u32, names: &[&'static str]) -> Record {
    let field = |group: usize| captured.get(group).map_or(String::new(), |text| text.as_str().trim().to_owned());
    let fields = names.iter().enumerate().map(|(index, name)| (*name, field(index + 2)));
    Record { id, time: String::new(), code: Some(shape::code(&field(1))), fields: fields.collect() }
}

fn sent(text: &str) -> Option<Record> {
    let names = [
        "flags",
        "host",
        "cmid",
        "client_time",
        "virtual_machine",
        "status",
        "minutes_left",
        "activation_id",
        "threshold",
    ];
    Some(listed(&shape::SENT.captures(text)?, 12288, &names))
}

fn handled(text: &str) -> Option<Record> {
    let names =
        ["threshold", "machine", "cmid", "client_time", "virtual_machine", "status", "minutes_left", "activation_id"];
    Some(listed(&shape::HANDLED.captures(text)?, 12290, &names))
}

fn processed(text: &str) -> Option<Record> {
    let names = ["flags", "activated", "reserved", "count", "activation_interval", "renewal_interval", "client_time"];
    Some(listed(&shape::PROCESSED.captures(text)?, 12289, &names))
}

/// Events whose message holds one code: `hr=…` of 8198, 8200, 8208 and 1014, the first code of 12291 to 12293.
fn other(text: &str, id: u32) -> Option<Record> {
    const WITH_CODE: [u32; 9] = [1014, 8196, 8198, 8200, 8208, 8209, 12291, 12292, 12293];
    if !WITH_CODE.contains(&id) {
        return None;
    }
    let code = shape::HR.captures(text).and_then(|found| found.get(1)).or_else(|| shape::CODE.find(text))?;
    let product = shape::SKU_ID.captures(text).and_then(|found| found.get(1));
    let fields = product.map(|id| ("activation_id", id.as_str().to_lowercase()));
    let code = Some(shape::code(code.as_str()));
    Some(Record { id, time: String::new(), code, fields: fields.into_iter().collect() })
}
