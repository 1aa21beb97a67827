//! Event logs as Windows keeps them (EVTX). A damaged record costs that record, and it is counted.

use crate::{
    archive::read_seek::ReadSeek,
    event_record,
    fact::{Cite, Fact, Provider, Record, masked},
    kind::Kind,
    newest::{self, EVENTS_MAX},
    service_event,
    unread::Unread,
};
use evtx::{EvtxParser, ParserSettings};
use quick_xml::escape::unescape;
use std::{borrow::Cow, collections::BTreeSet};

/// First bytes of the file.
pub(crate) const MAGIC: &[u8] = b"ElfFile\0";

#[derive(Default)]
pub(crate) struct Log {
    pub(crate) kinds: BTreeSet<Kind>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) records: u64,
    pub(crate) damaged: u64,
    /// Events that were not kept: the newest were.
    pub(crate) left_out: u64,
}

/// Reads the log that is source number `file`.
pub(crate) fn read(file: usize, source: &mut dyn ReadSeek) -> Result<Log, Unread> {
    let parser = EvtxParser::from_read_seek(source).map_err(|_| Unread::DamagedLog)?;
    let mut parser = parser.with_configuration(ParserSettings::new().indent(false));
    let mut log = Log::default();
    for record in parser.records() {
        match record {
            Ok(record) => log.add(file, record.event_record_id, &record.data),
            Err(_) => log.damaged += 1,
        }
    }
    if log.kinds.is_empty() && log.records > 0 {
        log.kinds.insert(Kind::EvtxOther);
    }
    Ok(log)
}

impl Log {
    fn add(&mut self, file: usize, number: u64, xml: &str) {
        self.records += 1;
        let Some((provider, _)) = between(xml, "<Provider Name=\"", "\"") else { return };
        let Some(provider) = Provider::of(provider) else { return };
        let Some((record, channel)) = record(xml, provider) else { return };
        self.kinds.insert(match channel {
            "Application" => Kind::EvtxApplication,
            "Key Management Service" => Kind::EvtxKms,
            "System" => Kind::EvtxSystem,
            _ => Kind::EvtxOther,
        });
        let cite =
            Cite { file, record: Some(number), text: masked(&event_record::quote(&record)).into(), ..Cite::default() };
        if provider == Provider::ServiceControlManager {
            let told = service_event::told(record.id, &data(xml));
            self.facts.extend(told.map(|told| Fact::Observation(told, vec![cite.clone()])));
        }
        self.facts.push(Fact::Event(record.into(), vec![cite]));
        // Numbers rise with time, wherever in the file a log that has come round goes on.
        if self.facts.len() >= 2 * EVENTS_MAX {
            let number = |fact: &Fact| fact.cites().first().and_then(|cite| cite.record);
            self.left_out += newest::keep(std::iter::once(&mut self.facts), EVENTS_MAX, number).iter().sum::<u64>();
        }
    }
}

/// The event and its channel. The parser writes the elements of its XML always in the same order, so looking for them one
/// after the other does, and is quicker than a reader of XML.
fn record(xml: &str, provider: Provider) -> Option<(Record, &str)> {
    let (_, rest) = split(xml, "<EventID")?;
    let (id, rest) = split(rest, "</EventID>")?;
    let id = id.get(id.find('>')? + 1..)?.trim().parse().ok()?;
    let (time, rest) = after(rest, "SystemTime=\"", "\"");
    let (channel, rest) = after(rest, "<Channel>", "</Channel>");
    let (computer, rest) = after(rest, "<Computer>", "</Computer>");
    let data = if event_record::is_plain(id) && id != 902 { String::new() } else { data(rest) };
    let record = event_record::record(&data, Some(id), time)?;
    Some((Record { computer: computer.to_owned(), provider: Some(provider), ..record }, channel))
}

/// The texts of `<Data>`, as one list.
fn data(mut rest: &str) -> String {
    let mut data = String::new();
    while let Some((_, start)) = split(rest, "<Data") {
        let Some((text, behind)) = split(start, ">").and_then(|(_, text)| split(text, "</Data>")) else { break };
        if !data.is_empty() {
            data.push_str(", ");
        }
        data.push_str(text);
        rest = behind;
    }
    if data.contains('&') { unescape(&data).map_or_else(|_| data.clone(), Cow::into_owned) } else { data }
}

/// The text between two marks, and the text after them; nothing and the whole text where the marks are missing.
fn after<'x>(xml: &'x str, before: &str, behind: &str) -> (&'x str, &'x str) {
    between(xml, before, behind).unwrap_or(("", xml))
}

fn between<'x>(xml: &'x str, before: &str, behind: &str) -> Option<(&'x str, &'x str)> {
    let (_, rest) = split(xml, before)?;
    split(rest, behind)
}

/// A text before and behind a mark. The first byte of these marks is rare, so looking for it needs no preparation, which takes
/// longer than the search.
fn split<'x>(xml: &'x str, mark: &str) -> Option<(&'x str, &'x str)> {
    let first = *mark.as_bytes().first()?;
    let is_mark = |place: &usize| xml.as_bytes().get(*place..).is_some_and(|rest| rest.starts_with(mark.as_bytes()));
    let place = memchr::memchr_iter(first, xml.as_bytes()).find(is_mark)?;
    Some((xml.get(..place)?, xml.get(place + mark.len()..)?))
}
