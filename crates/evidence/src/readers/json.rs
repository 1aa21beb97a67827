//! Events and CIM objects as JSON, one document or one for each line. Property names are English on every system.

use super::{
    cim, event_record,
    json_value::{text, time},
};
use crate::{
    fact::{Fact, License, Provider, Record},
    kind::Kind,
    lines::Document,
};
use serde_json::Value;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let text: String = document.lines().flat_map(|(_, line)| [line, "\n"]).collect();
    let start = text.trim_start();
    if !start.starts_with(['{', '[']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    if let Ok(parsed) = serde_json::from_str::<Value>(start) {
        let taken = (0..document.len()).collect::<Vec<_>>();
        walk(&parsed, document, &taken, &mut found);
        return found;
    }
    for index in 0..document.len() {
        if let Ok(parsed) = serde_json::from_str::<Value>(document.line(index)) {
            walk(&parsed, document, &[index], &mut found);
        }
    }
    found
}

/// Looks for events and licenses at any depth.
fn walk(value: &Value, document: &mut Document, lines: &[usize], found: &mut Vec<Fact>) {
    match value {
        Value::Array(all) => all.iter().for_each(|inner| walk(inner, document, lines, found)),
        Value::Object(fields) => {
            let fact = an_event(value)
                .map(Known::Event)
                .or_else(|| cim::license(value).map(|license| Known::License(Box::new(license))));
            match fact {
                Some(known) => found.push(known.cited(document, lines)),
                None => fields.values().for_each(|inner| walk(inner, document, lines, found)),
            }
        }
        _ => {}
    }
}

enum Known {
    Event(Record),
    License(Box<License>),
}

impl Known {
    fn cited(self, document: &mut Document, lines: &[usize]) -> Fact {
        let telling = match &self {
            Self::Event(record) => record.code.map_or_else(|| record.id.to_string(), |code| code.to_string()),
            Self::License(license) => license.activation_id.clone().unwrap_or_default(),
        };
        lines.iter().for_each(|index| drop(document.consume(*index)));
        let holds = |index: &&usize| document.line(**index).to_lowercase().contains(&telling.to_lowercase());
        let at = lines.iter().find(holds).or(lines.first()).copied().unwrap_or(0);
        let cites = vec![document.consume(at)];
        match self {
            Self::Event(record) => {
                document.recognise(Kind::EventJson);
                Fact::Event(record, cites)
            }
            Self::License(license) => {
                document.recognise(Kind::Cim);
                Fact::License(license, cites)
            }
        }
    }
}

fn an_event(value: &Value) -> Option<Record> {
    // Muster's events have the value list in a field of its own.
    let info = text(value, &["info"]);
    let names: &[&str] = if info.is_some() { &["id"] } else { &["EventId", "EventID", "Id", "event_id"] };
    let id = text(value, names)?.parse::<u64>().ok()? as u32 & 0xFFFF;
    let message = [text(value, &["Message", "message"])?, info.unwrap_or_default()].join("\n");
    let time = time(value, &["TimeCreated", "Time", "TimeGenerated", "time"]).unwrap_or_default();
    let record = event_record::record(&message, Some(id), &time)?;
    let computer = text(value, &["MachineName", "Computer", "ComputerName"]).unwrap_or_default();
    let provider = text(value, &["ProviderName", "Source", "Provider"]).and_then(|name| Provider::of(&name));
    Some(Record { computer, provider, ..record })
}
