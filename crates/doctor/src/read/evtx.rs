//! Event logs as Windows keeps them (EVTX). A damaged record costs that record, and it is counted.

use super::{event, event_block::PROVIDERS};
use crate::{
    fact::{Cite, Fact, Record, masked},
    kind::Kind,
};
use evtx::{EvtxParser, ParserSettings};
use quick_xml::escape::unescape;
use std::{borrow::Cow, collections::BTreeSet, io::Cursor};

/// The first bytes of the file.
pub(crate) const MAGIC: &[u8] = b"ElfFile\0";

/// What a log holds.
#[derive(Default)]
pub(crate) struct Log {
    pub(crate) kinds: BTreeSet<Kind>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) records: u64,
    pub(crate) damaged: u64,
}

/// Reads the log that is source number `file`.
pub(crate) fn read(file: usize, bytes: &[u8]) -> Result<Log, &'static str> {
    let parser = EvtxParser::from_read_seek(Cursor::new(bytes)).map_err(|_| "an event log with a damaged header")?;
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
        let Some(provider) = between(xml, "<Provider Name=\"", "\"") else { return };
        if !PROVIDERS.iter().any(|known| provider.contains(known)) {
            return;
        }
        self.kinds.insert(match between(xml, "<Channel>", "</Channel>") {
            Some("Application") => Kind::EvtxApplication,
            Some("Key Management Service") => Kind::EvtxKms,
            Some("System") => Kind::EvtxSystem,
            _ => Kind::EvtxOther,
        });
        let Some(record) = record(xml, provider) else { return };
        let cite = Cite { file, line: None, record: Some(number), text: masked(&event::quote(&record)) };
        self.facts.push(Fact::Event(record, vec![cite]));
    }
}

/// The event in the XML that the parser writes: one element after the other, always in the same order, so a reader of
/// XML at large would only cost time.
fn record(xml: &str, provider: &str) -> Option<Record> {
    let (_, id) = xml.split_once("<EventID")?;
    let id = id.get(id.find('>')? + 1..id.find("</EventID>")?)?.trim().parse().ok()?;
    let time = between(xml, "SystemTime=\"", "\"").unwrap_or_default();
    let mut data = String::new();
    let told = if event::is_plain(id) { None } else { xml.split_once("<EventData") };
    let mut rest = told.map_or("", |(_, rest)| rest);
    while let Some((_, after)) = rest.split_once("<Data") {
        let Some((_, after)) = after.split_once('>') else { break };
        let Some((text, after)) = after.split_once("</Data>") else { break };
        if !data.is_empty() {
            data.push_str(", ");
        }
        data.push_str(text);
        rest = after;
    }
    let plain = if data.contains('&') { unescape(&data).map_or_else(|_| data.clone(), Cow::into_owned) } else { data };
    let record = event::record(&plain, Some(id), time)?;
    let computer = between(xml, "<Computer>", "</Computer>").unwrap_or_default().to_owned();
    Some(Record { computer, provider: provider.to_owned(), ..record })
}

fn between<'x>(xml: &'x str, before: &str, behind: &str) -> Option<&'x str> {
    let (_, rest) = xml.split_once(before)?;
    rest.split_once(behind).map(|(inner, _)| inner)
}
