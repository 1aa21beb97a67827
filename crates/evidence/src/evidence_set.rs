//! Sources in, inventory and facts out.

use crate::{
    archive::{self, Content, cut::Gap, read_seek::ReadSeek},
    dating,
    decode::{self, Decoded},
    fact::{Cite, Fact, FactRow},
    kind::Kind,
    lines::Document,
    newest::{self, EVENTS_MAX},
    product, product_key,
    readers::{self, evtx},
    source::Source,
    stamp::Stamp,
    status_words::StatusWords,
    unread::Unread,
};
use muster_core::lang::Lang;
use serde::Serialize;
use std::{
    io::{Cursor, Read, Seek},
    sync::Arc,
};

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
    /// Bytes in the middle of a large text that were not read; its beginning and its end were.
    #[serde(skip_serializing_if = "is_zero")]
    pub left_out: u64,
    /// Events that were not kept, because there are very many: the newest of all sources were.
    #[serde(skip_serializing_if = "is_zero")]
    pub events_left_out: u64,
    /// None if it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unread: Option<Unread>,
}

/// The inventory of the evidence, and what it says.
#[derive(Clone, Debug, Default)]
pub struct EvidenceSet {
    /// One entry for each source; for an archive, one for each file in it.
    pub evidence: Arc<Vec<Evidence>>,
    /// In the order of sources and lines. There may be very many, so copies share them.
    pub facts: Arc<Vec<Fact>>,
}

/// Reads sources, and the files of archives among them. The same sources give the same set.
pub fn read(sources: &[Source]) -> EvidenceSet {
    let mut reader = EvidenceReader::default();
    sources.iter().for_each(|source| reader.add(&source.name, Cursor::new(source.bytes.as_slice())));
    reader.finish()
}

/// Reads one source after the other, so that no two of them are held at once.
#[derive(Default)]
pub struct EvidenceReader {
    found: Vec<(Evidence, Vec<Fact>)>,
    /// Events among them.
    events: usize,
    words: StatusWords,
    /// Texts with a word that a file which comes later may know, by their number.
    waiting: Vec<(usize, String, Option<Gap>)>,
    waiting_bytes: usize,
}

/// Bytes of texts that wait together; more are not read again.
const WAITING_MAX: usize = 32 * 1024 * 1024;

impl EvidenceReader {
    /// Reads a source: text of any encoding, an event log, an archive. Where reading fails, the evidence says so.
    pub fn add(&mut self, name: &str, mut source: impl Read + Seek) {
        archive::walk(name, &mut source, &mut |name, content| self.visit(name, content));
    }

    /// What all of the sources say.
    pub fn finish(mut self) -> EvidenceSet {
        if !self.words.is_empty() {
            for (number, text, gap) in std::mem::take(&mut self.waiting) {
                let (evidence, facts) = self.text(number, &text, gap);
                if let Some((known, found)) = self.found.get_mut(number) {
                    *found = facts;
                    (known.kinds, known.understood, known.events_left_out) = (evidence.kinds, evidence.understood, 0);
                }
            }
        }
        self.keep_newest();
        let (evidence, facts): (Vec<Evidence>, Vec<Vec<Fact>>) = self.found.into_iter().unzip();
        EvidenceSet { evidence: Arc::new(evidence), facts: Arc::new(facts.into_iter().flatten().collect()) }
    }

    fn visit(&mut self, name: &str, content: Result<Content<'_>, Unread>) {
        let number = self.found.len();
        let read = match content {
            Err(reason) => Err(reason),
            Ok(Content::Log(log)) => log_of(number, name, log),
            Ok(Content::Bytes(bytes, gap)) => self.bytes(number, name, bytes, gap),
        };
        let unread = |reason| (Evidence { unread: Some(reason), ..Evidence::new(name, "binary") }, Vec::new());
        let (evidence, facts) = read.unwrap_or_else(unread);
        self.events += facts.iter().filter(|fact| newest::is_event(fact)).count();
        self.found.push((evidence, facts));
        // Now and then, so that each event is looked at a few times at most.
        if self.events >= 2 * EVENTS_MAX {
            self.keep_newest();
        }
    }

    fn keep_newest(&mut self) {
        let at = |fact: &Fact| if let Fact::Event(record, _) = fact { record.at.map(Stamp::seconds) } else { None };
        let (evidence, lists): (Vec<&mut Evidence>, Vec<&mut Vec<Fact>>) =
            self.found.iter_mut().map(|(evidence, facts)| (evidence, facts)).unzip();
        let dropped = newest::keep(lists.into_iter(), EVENTS_MAX, at);
        for (evidence, dropped) in evidence.into_iter().zip(dropped) {
            evidence.events_left_out += dropped;
        }
        self.events = self.events.min(EVENTS_MAX);
    }

    fn bytes(&mut self, number: usize, name: &str, bytes: Vec<u8>, gap: Option<Gap>) -> Found {
        let is_table = StatusWords::begin(&bytes);
        let Decoded { text, encoding } = decode::decode_vec(bytes)?;
        if is_table {
            self.words.load(&text);
        }
        let (evidence, facts) = self.text(number, &text, gap);
        let evidence = Evidence {
            full_keys: full_keys(&text),
            left_out: gap.map_or(0, |gap| gap.bytes),
            ..Evidence { file: name.to_owned(), encoding, ..evidence }
        };
        if self.words.take_missed() && self.waiting_bytes + text.len() <= WAITING_MAX {
            self.waiting_bytes += text.len();
            self.waiting.push((number, text, gap));
        }
        Ok((evidence, facts))
    }

    fn text(&self, number: usize, text: &str, gap: Option<Gap>) -> (Evidence, Vec<Fact>) {
        let mut document = Document::new(number, text, &self.words).skip(gap);
        let mut facts = readers::read_all(&mut document);
        facts.sort_by_key(|fact| fact.cites().first().map(Cite::place));
        dating::date(&mut facts);
        let evidence = Evidence {
            kinds: document.kinds().to_vec(),
            language: document.language(text),
            understood: document.understood(),
            ..Evidence::new("", "")
        };
        (evidence, facts)
    }
}

/// Inventory and facts of one file.
type Found = Result<(Evidence, Vec<Fact>), Unread>;

fn log_of(number: usize, name: &str, log: &mut dyn ReadSeek) -> Found {
    let mut log = evtx::read(number, log)?;
    dating::date(&mut log.facts);
    let all = (log.records + log.damaged) as f32;
    let evidence = Evidence {
        kinds: log.kinds.into_iter().collect(),
        understood: if all > 0.0 { log.records as f32 / all } else { 0.0 },
        damaged_records: log.damaged,
        events_left_out: log.left_out,
        ..Evidence::new(name, "evtx")
    };
    Ok((evidence, log.facts))
}

impl EvidenceSet {
    /// The facts as keys and values, each with the lines that it rests on.
    pub fn rows(&self) -> Vec<FactRow> {
        self.facts.iter().flat_map(Fact::rows).collect()
    }
}

impl Evidence {
    /// That only a part was read or judged, for people; none if all of it was.
    pub fn gap(&self, lang: Lang) -> Option<String> {
        const MIB: u64 = 1024 * 1024;
        let (size, events) = (self.left_out.div_ceil(MIB), self.events_left_out);
        let of_text = (size > 0).then(|| {
            lang.pick(
                format!("only the first and the last 16 MiB were read; left out between them: {size} MiB"),
                format!("先頭と末尾の 16 MiB だけを読み取りました (途中の {size} MiB は対象外)"),
            )
        });
        let of_events = (events > 0).then(|| {
            lang.pick(
                format!("only the newest {EVENTS_MAX} events of all files were judged; older ones left out: {events}"),
                format!(
                    "全ファイルのイベントのうち新しい {EVENTS_MAX} 件だけを判定しました (古い {events} 件は対象外)"
                ),
            )
        });
        let gaps: Vec<String> = of_text.into_iter().chain(of_events).collect();
        (!gaps.is_empty()).then(|| gaps.join(lang.pick("; ", "、")))
    }

    fn new(name: &str, encoding: &'static str) -> Self {
        Self {
            file: name.to_owned(),
            kinds: Vec::new(),
            encoding,
            language: "und",
            understood: 0.0,
            damaged_records: 0,
            full_keys: 0,
            left_out: 0,
            events_left_out: 0,
            unread: None,
        }
    }
}

/// Counts the product keys that a text shows in full, without the published ones.
fn full_keys(text: &str) -> u64 {
    let secret =
        |key: &product_key::Found| !key.is_masked(text) && product::by_setup_key(key.last_group(text)).is_none();
    product_key::all(text.as_bytes(), 1).filter(secret).count() as u64
}

fn is_zero(number: &u64) -> bool {
    *number == 0
}
