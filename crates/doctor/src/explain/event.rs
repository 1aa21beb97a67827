//! What an event of the licensing services records. The table is `data/events.tsv`; Muster's own events stand in its catalogue.

use muster_core::{event, lang::Text};

const TABLE: &str = include_str!("../../data/events.tsv");

/// What is known of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventExplanation {
    /// Its number.
    pub id: u16,
    /// The log that it is written to.
    pub log: &'static str,
    /// What happened.
    pub meaning: Text,
    /// How to read it and what follows from it.
    pub reading: Text,
    /// Its fields in their order; empty if it has none that tell.
    pub fields: Text,
    /// Rules that look at it.
    pub rules: Vec<&'static str>,
    /// The document.
    pub source: &'static str,
}

impl EventExplanation {
    /// The event of this number, if the table or Muster's catalogue has it.
    pub fn of(id: u16) -> Option<Self> {
        TABLE.lines().skip(1).filter_map(Self::read).find(|known| known.id == id).or_else(|| own(id))
    }

    fn read(line: &'static str) -> Option<Self> {
        let cells: Vec<&'static str> = line.split('\t').collect();
        let [id, log, en, ja, reading_en, reading_ja, fields_en, fields_ja, rules, source] = cells[..] else {
            return None;
        };
        Some(Self {
            id: id.parse().ok()?,
            log,
            meaning: Text { en, ja },
            reading: Text { en: reading_en, ja: reading_ja },
            fields: Text { en: fields_en, ja: fields_ja },
            rules: rules.split_whitespace().collect(),
            source,
        })
    }
}

/// An event that only Muster records.
fn own(id: u16) -> Option<EventExplanation> {
    let entry = event::entry(id)?;
    Some(EventExplanation {
        id,
        log: "Muster",
        meaning: entry.text,
        reading: Text {
            en: "An event of Muster: muster client events, muster host events.",
            ja: "Muster のイベントです (muster client events、muster host events)。",
        },
        fields: Text { en: "", ja: "" },
        rules: Vec::new(),
        source: "Muster",
    })
}

/// Every event that can be explained.
pub fn known_events() -> impl Iterator<Item = u16> {
    let documented = TABLE.lines().skip(1).filter_map(EventExplanation::read).map(|known| known.id);
    let own = event::CATALOGUE.iter().map(|entry| entry.id);
    documented.chain(own.filter(|id| !TABLE.lines().any(|line| line.split('\t').next() == Some(&id.to_string()))))
}
