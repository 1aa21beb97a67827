//! `ospp.vbs /dhistorykms` and `/dhistoryacterr`: events as the script prints them.
//!
//! The script cuts the code out of each message by its position in the English sentence (catalogue, section 3.3), so on a
//! system of another language `/dhistorykms` has no code.

use crate::{
    fact::{EventField, Fact, Observation, ObservationKind, Provider, Record},
    kind::Kind,
    lines::{Document, split_label},
    pattern,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    if !document.holds(Term::OsppHistory) {
        return found;
    }
    let mut inside: Option<u32> = None;
    let mut time = String::new();
    for index in 0..document.len() {
        let line = document.line(index).trim().to_owned();
        if let Some(id) = begins(&line) {
            inside = Some(id);
            let kind = if id == 12288 { Kind::OsppHistoryKms } else { Kind::OsppHistoryErrors };
            document.recognise(kind);
            let cite = document.consume(index);
            if let Some((_, name)) = line.rsplit_once(": ") {
                found.push(Fact::Observation(said(ObservationKind::Computer, name), vec![cite]));
            }
            continue;
        }
        let Some(id) = inside else { continue };
        if line.starts_with("---Exiting") {
            inside = None;
        }
        let Some((label, value)) = split_label(&line) else { continue };
        match label {
            "Coordinated Universal Time Written" => time = value.to_owned(),
            "ERROR/HOST" | "MESSAGE" => found.extend(record(id, value, &time).map(|record| {
                let cite = document.consume(index);
                Fact::Event(record.into(), vec![cite])
            })),
            "Event ID" | "ERROR DESCRIPTION" => {}
            _ => continue,
        }
        document.consume(index);
    }
    found
}

fn begins(line: &str) -> Option<u32> {
    if line.starts_with("Searching for KMS activation events on machine") {
        Some(12288)
    } else if line.starts_with("Searching for Internet activation failure events on machine") {
        Some(8200)
    } else {
        None
    }
}

fn record(id: u32, value: &str, time: &str) -> Option<Record> {
    let code = pattern::code_in(value)?.parse().ok()?;
    let host = value.split(',').nth(2).map(|host| (EventField::Host, host.trim().to_lowercase()));
    // Other text in place of the code: the message was cut elsewhere.
    let whole = id != 12288 || value.starts_with("0x");
    let fields = host.filter(|(_, host)| id == 12288 && !host.is_empty()).into_iter().collect();
    whole.then(|| Record {
        id,
        time: time.to_owned(),
        code: Some(code),
        fields,
        provider: Some(Provider::OsppVbs),
        ..Record::default()
    })
}

fn said(kind: ObservationKind, value: &str) -> Observation {
    Observation { kind, about: String::new(), value: value.to_owned() }
}
