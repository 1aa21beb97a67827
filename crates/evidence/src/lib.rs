//! Evidence of volume activation: what a machine's own tools printed, recognised by content and taken apart into cited facts.
//!
//! No file is opened here, nothing is asked over a network, and reading never fails: what was not understood is said.

mod archive;
pub mod collector;
pub mod decode;
pub mod fact;
mod kind;
mod labels;
mod lines;
pub mod mask;
mod pattern;
pub mod probe;
pub mod product;
mod readers;
pub mod timestamp;
mod unread;

pub use fact::{Cite, Fact, FactRow, HostCounts, License, Observation, ObservationKind, Outcome, Record, Srv};
pub use kind::Kind;
pub use unread::Unread;

use archive::Entry;
use lines::Document;
use readers::{evtx, slmgr_ini::StatusWords};
use serde::Serialize;

/// One piece of evidence: a file, or a pasted text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its name, for the reader of the report; it decides nothing.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// What became of one piece of evidence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// Its name.
    pub file: String,
    /// What it was recognised as; several for a paste of several outputs, none for what nobody knows.
    pub kinds: Vec<Kind>,
    /// How its text is encoded.
    pub encoding: &'static str,
    /// Its language as far as the text shows it.
    pub language: &'static str,
    /// The share of its lines that a reader understood; of an event log, the share of its records that are whole.
    pub understood: f32,
    /// Records of an event log that are damaged and were left out.
    #[serde(skip_serializing_if = "is_zero")]
    pub damaged_records: u64,
    /// Full product keys in it, not counting the setup keys that Microsoft publishes; each is masked on reading.
    #[serde(skip_serializing_if = "is_zero")]
    pub full_keys: u64,
    /// Why it was not read, if it was not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread: Option<Unread>,
}

/// Everything that the evidence says.
#[derive(Clone, Debug, Default)]
pub struct EvidenceSet {
    /// What became of each source, in their order.
    pub evidence: Vec<Evidence>,
    /// The facts, in the order of their sources and lines.
    pub facts: Vec<Fact>,
}

/// Reads sources, and what is in archives among them. The same sources give the same case file.
pub fn read(sources: &[Source]) -> EvidenceSet {
    let entries = || sources.iter().flat_map(archive::entries);
    let mut words = StatusWords::default();
    entries().for_each(|entry| load_words(&mut words, &entry));
    let mut set = EvidenceSet::default();
    entries().for_each(|entry| set.add(&entry, &words));
    set
}

/// Loads the words of `slmgr.ini`, if this is one; its name stands in its first bytes, in UTF-16 too.
fn load_words(words: &mut StatusWords, entry: &Entry<'_>) {
    let Ok(bytes) = &entry.content else { return };
    let plain: Vec<u8> = bytes.iter().take(4096).copied().filter(|byte| *byte != 0).collect();
    if plain.windows(5).any(|window| window == b"L_Msg")
        && let Ok(decoded) = decode::decode(bytes)
    {
        words.load(&decoded.text);
    }
}

impl EvidenceSet {
    /// The facts as keys and values, each with the lines that it rests on.
    pub fn rows(&self) -> Vec<FactRow> {
        self.facts.iter().flat_map(Fact::rows).collect()
    }

    /// Adds one piece of evidence, or says why it is not read.
    fn add(&mut self, entry: &Entry<'_>, words: &StatusWords) {
        let name = entry.name.as_str();
        let read = match &entry.content {
            Err(reason) => Err(*reason),
            Ok(bytes) if bytes.starts_with(evtx::MAGIC) => self.add_log(name, bytes),
            Ok(bytes) => self.add_text(name, bytes, words),
        };
        if let Err(reason) = read {
            self.evidence.push(Evidence { unread: Some(reason), ..Evidence::new(name, "binary") });
        }
    }

    fn add_text(&mut self, name: &str, bytes: &[u8], words: &StatusWords) -> Result<(), Unread> {
        let decoded = decode::decode(bytes)?;
        let mut document = Document::new(self.evidence.len(), &decoded.text, words);
        let mut found = readers::read_all(&mut document);
        found.sort_by_key(|fact| fact.cites().first().map(|cite| cite.line));
        self.facts.extend(found);
        self.evidence.push(Evidence {
            kinds: document.kinds().to_vec(),
            language: decode::language(&decoded.text),
            understood: document.understood(),
            full_keys: full_keys(&decoded.text),
            ..Evidence::new(name, decoded.encoding)
        });
        Ok(())
    }

    fn add_log(&mut self, name: &str, bytes: &[u8]) -> Result<(), Unread> {
        let log = evtx::read(self.evidence.len(), bytes)?;
        let all = (log.records + log.damaged) as f32;
        self.facts.extend(log.facts);
        self.evidence.push(Evidence {
            kinds: log.kinds.into_iter().collect(),
            understood: if all > 0.0 { log.records as f32 / all } else { 0.0 },
            damaged_records: log.damaged,
            ..Evidence::new(name, "evtx")
        });
        Ok(())
    }
}

impl Evidence {
    fn new(name: &str, encoding: &'static str) -> Self {
        Self {
            file: name.to_owned(),
            kinds: Vec::new(),
            encoding,
            language: "und",
            understood: 0.0,
            damaged_records: 0,
            full_keys: 0,
            unread: None,
        }
    }
}

/// Product keys that a text shows in full and that are not everybody's.
fn full_keys(text: &str) -> u64 {
    let secret = |key: &regex_lite::Match<'_>| {
        let key = key.as_str();
        !key.starts_with("XXXXX") && product::by_setup_key(key.get(24..).unwrap_or_default()).is_none()
    };
    pattern::FULL_KEY.find_iter(text).filter(secret).count() as u64
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}
