//! Events as XML: `wevtutil /f:xml`, Event Viewer.

use crate::{
    event_record,
    fact::{Cite, Fact, Observation, ObservationKind, Provider, Record, masked},
    kind::Kind,
    lines::Document,
    service_event::{self, EVALUATION_MONITOR},
    terms::Term,
};
use quick_xml::{
    Reader,
    escape::resolve_xml_entity,
    events::{BytesStart, Event as Xml},
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let holds = |wanted: &str| document.lines().any(|(_, line)| line.contains(wanted));
    if !document.holds(Term::EventSchema)
        || !holds("<Event ")
        || !holds("schemas.microsoft.com/win/2004/08/events/event")
    {
        return Vec::new();
    }
    document.recognise(Kind::EventXml);
    let mut found = Vec::new();
    for element in elements(document.text()) {
        let line = |place: usize| document.ends().partition_point(|end| *end < place);
        let (first, last) = (line(element.start), line(element.end));
        let cite = document.consume(first);
        (first + 1..=last).for_each(|line| drop(document.consume(line)));
        found.extend(element.service().map(|told| Fact::Observation(told, vec![cite.clone()])));
        if let Some(record) = element.record() {
            // An event may be one very long line, or many lines: its values are quoted instead.
            let cite = Cite { text: masked(&event_record::quote(&record)).into(), ..cite };
            found.push(Fact::Event(record.into(), vec![cite]));
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
    /// What attributes say, of an element that is empty or not: tools write both.
    fn attributes(&mut self, start: &BytesStart<'_>) {
        let value = |wanted: &str| {
            let found = start.attributes().flatten().find(|attribute| attribute.key.as_ref() == wanted);
            found.map(|found| found.value.into_owned()).unwrap_or_default()
        };
        match start.local_name().as_ref() {
            "TimeCreated" => self.time = value("SystemTime"),
            "Provider" => self.provider = value("Name"),
            _ => {}
        }
    }

    fn text(&mut self, inside: Option<&String>, content: &str) {
        match (inside.map(String::as_str), self.data.last_mut()) {
            (Some("EventID"), _) => self.id.push_str(content),
            // A console may break a name in the middle.
            (Some("Computer"), _) => self.computer.extend(content.split_whitespace()),
            (Some("Data"), Some(data)) => data.push_str(content),
            _ => {}
        }
    }

    /// An event that ends here without its last tag; none if not even its number was read.
    fn cut(self, end: usize) -> Option<Self> {
        (!self.id.is_empty()).then_some(Self { end, ..self })
    }

    /// What the event says of a service of licensing, or of the process of the license monitor.
    fn service(&self) -> Option<Observation> {
        const PROCESS_STARTED: [u32; 2] = [1, 4688];
        let id = self.id.trim().parse().ok()?;
        let is_monitor = |value: &String| value.to_lowercase().ends_with("\\wlms\\wlms.exe");
        let runs = || PROCESS_STARTED.contains(&id) && self.data.iter().any(is_monitor);
        let running = || Observation {
            kind: ObservationKind::ServiceState,
            about: EVALUATION_MONITOR.to_owned(),
            value: "running".to_owned(),
        };
        service_event::told(id, &self.data.join(", ")).or_else(|| runs().then(running))
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

/// The events of a document, up to the first damage. An event whose end was cut off says what its beginning says.
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
                element.attributes(&start);
                match name.as_str() {
                    "Event" => {
                        found.extend(std::mem::take(&mut element).cut(before));
                        element = Element { start: before, ..Element::default() };
                    }
                    "Data" => element.data.push(String::new()),
                    _ => {}
                }
                inside.push(name);
            }
            Ok(Xml::Empty(empty)) => element.attributes(&empty),
            Ok(Xml::Text(content)) => element.text(inside.last(), &content),
            Ok(Xml::GeneralRef(entity)) => element.text(inside.last(), resolve_xml_entity(&entity).unwrap_or(" ")),
            Ok(Xml::End(end)) => {
                inside.pop();
                if end.local_name().as_ref() == "Event" {
                    element.end = reader.buffer_position() as usize;
                    found.push(std::mem::take(&mut element));
                }
            }
            Ok(Xml::Eof) | Err(_) => {
                found.extend(element.cut(reader.buffer_position() as usize));
                return found;
            }
            Ok(_) => {}
        }
    }
}
