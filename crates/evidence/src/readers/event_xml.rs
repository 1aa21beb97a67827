//! Events as XML: `wevtutil /f:xml`, Event Viewer.

use crate::event_record;
use crate::{
    fact::{Cite, Fact, Provider, Record, masked},
    kind::Kind,
    lines::Document,
};
use quick_xml::{Reader, escape::resolve_xml_entity, events::Event as Xml};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let holds = |wanted: &str| document.lines().any(|(_, line)| line.contains(wanted));
    if !holds("<Event ") || !holds("schemas.microsoft.com/win/2004/08/events/event") {
        return Vec::new();
    }
    let text: String = document.lines().flat_map(|(_, line)| [line, "\n"]).collect();
    let ends: Vec<usize> = text.match_indices('\n').map(|(end, _)| end).collect();
    let line = |place: usize| ends.partition_point(|end| *end < place);
    document.recognise(Kind::EventXml);
    let mut found = Vec::new();
    for element in elements(&text) {
        let (first, last) = (line(element.start), line(element.end));
        let cite = document.consume(first);
        (first + 1..=last).for_each(|line| drop(document.consume(line)));
        if let Some(record) = element.record() {
            // An event may be one very long line, or many lines: its values are quoted instead.
            let cite = Cite { text: masked(&event_record::quote(&record)), ..cite };
            found.push(Fact::Event(record, vec![cite]));
        }
    }
    found
}

/// One `<Event>`, and its first and last byte.
#[derive(Default)]
struct Element {
    start: usize,
    end: usize,
    id: String,
    time: String,
    computer: String,
    provider: String,
    data: Vec<String>,
}

impl Element {
    fn text(&mut self, inside: Option<&String>, content: &str) {
        match (inside.map(String::as_str), self.data.last_mut()) {
            (Some("EventID"), _) => self.id.push_str(content),
            // A console may break a name in the middle.
            (Some("Computer"), _) => self.computer.extend(content.split_whitespace()),
            (Some("Data"), Some(data)) => data.push_str(content),
            _ => {}
        }
    }

    fn record(&self) -> Option<Record> {
        let id = self.id.trim().parse().ok()?;
        if Provider::is_foreign(&self.provider) {
            return None;
        }
        let data = self.data.join(", ");
        let record = event_record::record(&data, Some(id), &self.time)?;
        Some(Record { computer: self.computer.clone(), provider: Provider::of(&self.provider), ..record })
    }
}

/// The events of a document, up to the first damage.
fn elements(text: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    let mut element = Element::default();
    let mut inside = Vec::new();
    loop {
        let before = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Xml::Start(start)) => {
                let name = start.local_name().as_ref().to_owned();
                match name.as_str() {
                    "Event" => element = Element { start: before, ..Element::default() },
                    "Data" => element.data.push(String::new()),
                    _ => {}
                }
                inside.push(name);
            }
            Ok(Xml::Empty(empty)) if empty.local_name().as_ref() == "TimeCreated" => {
                let time = empty.attributes().flatten().find(|attribute| attribute.key.as_ref() == "SystemTime");
                element.time = time.map(|time| time.value.into_owned()).unwrap_or_default();
            }
            Ok(Xml::Empty(empty)) if empty.local_name().as_ref() == "Provider" => {
                let name = empty.attributes().flatten().find(|attribute| attribute.key.as_ref() == "Name");
                element.provider = name.map(|name| name.value.into_owned()).unwrap_or_default();
            }
            Ok(Xml::Text(content)) => element.text(inside.last(), &content),
            Ok(Xml::GeneralRef(entity)) => element.text(inside.last(), resolve_xml_entity(&entity).unwrap_or(" ")),
            Ok(Xml::End(end)) => {
                inside.pop();
                if end.local_name().as_ref() == "Event" {
                    element.end = reader.buffer_position() as usize;
                    found.push(std::mem::take(&mut element));
                }
            }
            Ok(Xml::Eof) | Err(_) => return found,
            Ok(_) => {}
        }
    }
}
