//! Sources in, inventory and facts out.

use crate::{
    archive::{self, Entry},
    dating, decode,
    fact::{Fact, FactRow},
    kind::Kind,
    lines::Document,
    pattern, product,
    readers::{self, evtx},
    source::Source,
    status_words::StatusWords,
    unread::Unread,
};
use serde::Serialize;

/// What one piece of evidence was recognised as, and how much of it was understood.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// Name of the source; a file of an archive is `archive.zip/file.txt`.
    pub file: String,
    /// Several for a paste of several outputs; none if nothing was recognised.
    pub kinds: Vec<Kind>,
    /// Such as `utf-16le` or `cp932`; `evtx` for an event log, `binary` for what was not read.
    pub encoding: &'static str,
    /// BCP 47, as far as script and labels show it; else `und`.
    pub language: &'static str,
    /// Share of the lines that a reader understood, 0 to 1; of an event log, share of the records that are whole.
    pub understood: f32,
    /// Records of an event log that could not be read.
    #[serde(skip_serializing_if = "is_zero")]
    pub damaged_records: u64,
    /// Full product keys in the text, without the setup keys that Microsoft publishes. Each is masked on reading.
    #[serde(skip_serializing_if = "is_zero")]
    pub full_keys: u64,
    /// None if it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread: Option<Unread>,
}

/// The inventory of the evidence, and what it says.
#[derive(Clone, Debug, Default)]
pub struct EvidenceSet {
    /// One entry for each source; for an archive, one for each file in it.
    pub evidence: Vec<Evidence>,
    /// In the order of sources and lines.
    pub facts: Vec<Fact>,
}

/// Reads sources, and the files of archives among them. The same sources give the same set.
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
        dating::date(&mut found);
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
        let mut log = evtx::read(self.evidence.len(), bytes)?;
        dating::date(&mut log.facts);
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

/// Counts the product keys that a text shows in full, without the published ones.
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
