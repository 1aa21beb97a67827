//! Event logs as Windows keeps them (EVTX). A damaged record costs that record, and it is counted.

use super::{event, event_block::PROVIDERS, xml};
use crate::{
    fact::{Cite, Fact, masked},
    kind::Kind,
};
use evtx::{EvtxParser, ParserSettings};
use std::{collections::BTreeSet, io::Cursor};

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
        if !PROVIDERS.iter().any(|provider| xml.contains(provider)) {
            return;
        }
        let Some((record, channel)) = xml::single(xml) else { return };
        self.kinds.insert(match channel.as_str() {
            "Application" => Kind::EvtxApplication,
            "Key Management Service" => Kind::EvtxKms,
            "System" => Kind::EvtxSystem,
            _ => Kind::EvtxOther,
        });
        let cite = Cite { file, line: None, record: Some(number), text: masked(&event::quote(&record)) };
        self.facts.push(Fact::Event(record, vec![cite]));
    }
}
