//! The lines of a text, which readers consume.

use crate::{
    fact::{self, Cite, Fact, Observation, ObservationKind},
    kind::Kind,
    normalise, pattern,
    status_words::StatusWords,
};

/// The lines of one source. Readers consume the lines that they understand.
pub(crate) struct Document<'w> {
    file: usize,
    lines: Vec<Line>,
    kinds: Vec<Kind>,
    words: &'w StatusWords,
}

struct Line {
    /// In the source, from 1.
    number: u32,
    text: String,
    consumed: bool,
}

impl<'w> Document<'w> {
    pub(crate) fn new(file: usize, text: &str, words: &'w StatusWords) -> Self {
        let lines = normalise::lines(text).into_iter();
        let lines = lines.map(|line| Line { number: line.number, text: line.text, consumed: false }).collect();
        // The prefix of a log, which tells whose line it is, is gone from the lines.
        let is_of_muster =
            text.contains("muster") && text.lines().any(|line| pattern::JOURNAL_OF_MUSTER.is_match(line));
        let kinds = if is_of_muster { vec![Kind::Muster] } else { Vec::new() };
        Self { file, lines, kinds, words }
    }

    /// The words that the bundle brought along.
    pub(crate) fn words(&self) -> &'w StatusWords {
        self.words
    }

    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    /// A line without its end; empty beyond the last one.
    pub(crate) fn line(&self, index: usize) -> &str {
        self.lines.get(index).map_or("", |line| &line.text)
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines.iter().map(|line| line.text.as_str()).enumerate()
    }

    pub(crate) fn is_consumed(&self, index: usize) -> bool {
        self.lines.get(index).is_none_or(|line| line.consumed)
    }

    /// Marks a line as understood and cites it.
    pub(crate) fn consume(&mut self, index: usize) -> Cite {
        if let Some(line) = self.lines.get_mut(index) {
            line.consumed = true;
        }
        self.cite(index)
    }

    /// Cites a line that is left to other readers.
    pub(crate) fn cite(&self, index: usize) -> Cite {
        let line = self.lines.get(index);
        let text = line.map(|line| fact::masked(line.text.trim())).unwrap_or_default();
        Cite { file: self.file, line: line.map(|line| line.number), record: None, text }
    }

    /// Marks a line as understood.
    pub(crate) fn claim(&mut self, index: usize) {
        if let Some(line) = self.lines.get_mut(index) {
            line.consumed = true;
        }
    }

    /// Cites a line by another text: the line may be very long.
    pub(crate) fn cite_as(&self, index: usize, text: String) -> Cite {
        Cite { file: self.file, line: self.lines.get(index).map(|line| line.number), record: None, text }
    }

    /// Consumes a line for the one thing that it says.
    pub(crate) fn observe(
        &mut self,
        index: usize,
        evidence: Kind,
        kind: ObservationKind,
        about: &str,
        value: &str,
    ) -> Fact {
        self.recognise(evidence);
        let observation = Observation { kind, about: about.to_owned(), value: value.to_owned() };
        Fact::Observation(observation, vec![self.consume(index)])
    }

    /// Notes what the text, or a part of it, is.
    pub(crate) fn recognise(&mut self, kind: Kind) {
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
            self.kinds.sort_unstable();
        }
    }

    /// Consumes every line of which this holds, and notes of what kind they are.
    pub(crate) fn recognise_lines(&mut self, kind: Kind, is_own: impl Fn(&str) -> bool) {
        for index in 0..self.len() {
            if is_own(self.line(index)) {
                self.recognise(kind);
                self.consume(index);
            }
        }
    }

    /// What was recognised, in the order of the inventory.
    pub(crate) fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    /// The share of lines with text that were consumed.
    pub(crate) fn understood(&self) -> f32 {
        let written = || self.lines.iter().filter(|line| !line.text.trim().is_empty());
        let (all, consumed) = (written().count(), written().filter(|line| line.consumed).count());
        if all == 0 { 0.0 } else { consumed as f32 / all as f32 }
    }
}

/// Label and value of a line, split at the first colon that a blank follows or that ends the line; a full-width colon counts.
pub(crate) fn split_label(line: &str) -> Option<(&str, &str)> {
    let place = line.char_indices().find(|(place, c)| {
        let rest = line.get(place + c.len_utf8()..).unwrap_or_default();
        *c == '：' || *c == ':' && (rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']))
    })?;
    let (label, rest) = line.split_at(place.0);
    Some((label.trim(), rest.trim_start_matches([':', '：']).trim()))
}
