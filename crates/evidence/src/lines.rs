//! A text in lines, which readers take one after the other.

use crate::{
    fact::{Cite, Fact, Observation, ObservationKind},
    kind::Kind,
    readers::slmgr_ini::StatusWords,
};

/// The width at which consoles break lines.
const CONSOLE: usize = 80;

/// The lines of one source. A line that a reader has understood is marked as consumed.
pub(crate) struct Document {
    file: usize,
    lines: Vec<String>,
    /// The number of each line in the source.
    numbers: Vec<u32>,
    consumed: Vec<bool>,
    kinds: Vec<Kind>,
    words: StatusWords,
}

impl Document {
    pub(crate) fn new(file: usize, text: &str, words: &StatusWords) -> Self {
        let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
        let (numbers, lines): (Vec<u32>, Vec<String>) = joined(&lines).into_iter().unzip();
        Self { file, consumed: vec![false; lines.len()], lines, numbers, kinds: Vec::new(), words: words.clone() }
    }

    /// The words that the bundle brought along.
    pub(crate) fn words(&self) -> &StatusWords {
        &self.words
    }

    pub(crate) fn len(&self) -> usize {
        self.lines.len()
    }

    pub(crate) fn line(&self, index: usize) -> &str {
        self.lines.get(index).map_or("", String::as_str)
    }

    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines.iter().map(String::as_str).enumerate()
    }

    pub(crate) fn is_consumed(&self, index: usize) -> bool {
        self.consumed.get(index).copied().unwrap_or(true)
    }

    /// Marks a line as understood and cites it.
    pub(crate) fn consume(&mut self, index: usize) -> Cite {
        if let Some(consumed) = self.consumed.get_mut(index) {
            *consumed = true;
        }
        let text = crate::fact::masked(self.line(index).trim());
        Cite { file: self.file, line: self.numbers.get(index).copied(), record: None, text }
    }

    /// Takes a line for what it says, and notes of what kind it is.
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
        let written = |index: &usize| !self.line(*index).trim().is_empty();
        let all = (0..self.len()).filter(written).count();
        let consumed = (0..self.len()).filter(written).filter(|index| self.is_consumed(*index)).count();
        if all == 0 { 0.0 } else { consumed as f32 / all as f32 }
    }
}

/// Lines with their numbers; those that a console broke at its edge are put together again.
fn joined(lines: &[&str]) -> Vec<(u32, String)> {
    let full = |line: &str| line.chars().count() == CONSOLE || columns(line) == CONSOLE;
    let broken = lines.iter().all(|line| line.chars().count() <= CONSOLE) && lines.iter().any(|line| full(line));
    let mut found: Vec<(u32, String)> = Vec::new();
    let mut open = false;
    for (index, line) in lines.iter().enumerate() {
        match found.last_mut() {
            Some((_, before)) if open => before.push_str(line),
            _ => found.push((index as u32 + 1, (*line).to_owned())),
        }
        // A rule of hyphens that is as wide as the window was not broken.
        open = broken && full(line) && !line.ends_with(['-', '=', '*', ' ']);
    }
    found
}

/// The columns that a line takes; East Asian characters take two.
fn columns(line: &str) -> usize {
    line.chars().map(|c| if c >= '\u{1100}' { 2 } else { 1 }).sum()
}

/// A line as label and value, split at the first colon that a blank follows or that ends the line; a full-width colon counts.
pub(crate) fn split_label(line: &str) -> Option<(&str, &str)> {
    let place = line.char_indices().find(|(place, c)| {
        let rest = line.get(place + c.len_utf8()..).unwrap_or_default();
        *c == '：' || *c == ':' && (rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']))
    })?;
    let (label, rest) = line.split_at(place.0);
    Some((label.trim(), rest.trim_start_matches([':', '：']).trim()))
}
