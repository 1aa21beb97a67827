//! The lines of a text, which readers consume.

use crate::{
    archive::cut::Gap,
    decode,
    fact::{self, Cite, Fact, Observation, ObservationKind},
    kind::Kind,
    labels, normalise, pattern,
    status_words::StatusWords,
    terms::{self, Term, Terms},
};
use std::{borrow::Cow, cell::OnceCell};

/// The lines of one source. Readers consume the lines that they understand.
pub(crate) struct Document<'w> {
    file: usize,
    lines: Vec<Line<'w>>,
    /// The terms of all lines.
    terms: Terms,
    kinds: Vec<Kind>,
    words: &'w StatusWords,
    text: OnceCell<String>,
    ends: OnceCell<Vec<usize>>,
}

/// A line is quoted up to so many bytes: data may be one line of megabytes.
const QUOTED_MAX: usize = 4 * 1024;
/// No product key is longer, in bytes.
const KEY_MAX: usize = crate::product_key::LENGTH_MAX;

struct Line<'w> {
    /// In the source, from 1.
    number: u32,
    /// As [`Cite::message`] has it.
    message: u32,
    /// As [`Cite::part`] has it.
    part: u32,
    text: Cow<'w, str>,
    terms: Terms,
    consumed: bool,
    /// Whether not even its sentences tell anything.
    set_apart: bool,
}

impl<'w> Document<'w> {
    pub(crate) fn new(file: usize, text: &'w str, words: &'w StatusWords) -> Self {
        Self::with_terms(file, text, words, terms::of)
    }

    /// Numbers the lines behind a gap as they are numbered in the source.
    pub(crate) fn skip(mut self, gap: Option<Gap>) -> Self {
        if let Some(gap) = gap {
            let behind = self.lines.iter_mut().filter(|line| line.number > gap.after);
            behind.for_each(|line| line.number = line.number.saturating_add(gap.lines));
        }
        self
    }

    fn with_terms(file: usize, text: &'w str, words: &'w StatusWords, terms: fn(&str) -> Terms) -> Self {
        let (mut before, mut part) = (0, 0);
        let line = |line: normalise::line::Line<'w>| {
            let terms = terms(&line.text);
            part = if line.number == before { part + 1 } else { 0 };
            before = line.number;
            Line {
                number: line.number,
                message: line.message,
                part,
                text: line.text,
                terms,
                consumed: false,
                set_apart: false,
            }
        };
        let lines: Vec<Line<'w>> = normalise::lines(text).into_iter().map(line).collect();
        // The prefix of a log, which tells whose line it is, is gone from the lines.
        let is_of_muster =
            text.contains("muster") && text.lines().any(|line| pattern::JOURNAL_OF_MUSTER.is_match(line));
        let kinds = if is_of_muster { vec![Kind::Muster] } else { Vec::new() };
        let terms = lines.iter().fold(Terms::default(), |all, line| all.union(line.terms));
        Self { file, lines, terms, kinds, words, text: OnceCell::new(), ends: OnceCell::new() }
    }

    /// Whether any line may hold this.
    pub(crate) fn holds(&self, term: Term) -> bool {
        self.terms.has(term)
    }

    /// The terms of a line; none beyond the last one.
    pub(crate) fn terms(&self, index: usize) -> Terms {
        self.lines.get(index).map_or(Terms::default(), |line| line.terms)
    }

    /// The lines with one of these terms.
    pub(crate) fn with(&self, terms: &[Term]) -> Vec<usize> {
        if !self.terms.has_any(terms) {
            return Vec::new();
        }
        (0..self.len()).filter(|index| self.terms(*index).has_any(terms)).collect()
    }

    /// BCP 47, by script and labels; `und` where they do not show it.
    pub(crate) fn language(&self, text: &str) -> &'static str {
        // So many lines tell.
        const LINES_MAX: usize = 1_000;
        decode::language(text).unwrap_or_else(|| {
            let labelled = self.lines.iter().filter(|line| line.terms.has(Term::Label)).take(LINES_MAX);
            labels::language(labelled.map(|line| &*line.text))
        })
    }

    /// Whether all lines with their ends are more bytes than so many; no more lines are looked at than that takes.
    pub(crate) fn is_longer_than(&self, bytes: usize) -> bool {
        let mut length = 0;
        self.lines.iter().any(|line| {
            length += line.text.len() + 1;
            length > bytes
        })
    }

    /// All lines in one text, each with its end.
    pub(crate) fn text(&self) -> &str {
        self.text.get_or_init(|| self.lines().flat_map(|(_, line)| [line, "\n"]).collect())
    }

    /// Where the lines end in that text.
    pub(crate) fn ends(&self) -> &[usize] {
        let end = |end: &mut usize, line: &Line<'_>| {
            *end += line.text.len() + 1;
            Some(*end - 1)
        };
        self.ends.get_or_init(|| self.lines.iter().scan(0, end).collect())
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
        #[cfg(test)]
        crate::cost::count();
        self.lines.get(index).map_or("", |line| &line.text)
    }

    /// The line that is cited.
    pub(crate) fn index_of(&self, cite: &Cite) -> Option<usize> {
        let place = |line: &Line<'_>| (line.message, Some(line.number), line.part);
        let index = self.lines.partition_point(|line| place(line) < cite.place());
        self.lines.get(index).filter(|line| place(line) == cite.place()).map(|_| index)
    }

    pub(crate) fn lines<'d>(&'d self) -> impl Iterator<Item = (usize, &'d str)> + use<'d, 'w> {
        let text = |line: &'d Line<'w>| -> &'d str {
            #[cfg(test)]
            crate::cost::count();
            &line.text
        };
        self.lines.iter().map(text).enumerate()
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
        let text = line.map(|line| quoted(line.text.trim(), 0, QUOTED_MAX)).unwrap_or_default();
        self.cite_as(index, text)
    }

    /// Cites a line by what stands around a place in it, if the line is too long to be quoted.
    pub(crate) fn cite_around(&self, index: usize, place: usize) -> Cite {
        const AROUND: usize = 200;
        let line = self.line(index);
        if line.len() <= QUOTED_MAX {
            return self.cite(index);
        }
        self.cite_as(index, quoted(line, place.saturating_sub(AROUND), place + AROUND).trim().to_owned())
    }

    /// Marks a line as understood.
    pub(crate) fn claim(&mut self, index: usize) {
        if let Some(line) = self.lines.get_mut(index) {
            line.consumed = true;
        }
    }

    /// Marks a line as one of a list that explains something: no machine tells anything by it, not by its sentences either.
    pub(crate) fn set_apart(&mut self, index: usize) {
        self.claim(index);
        if let Some(line) = self.lines.get_mut(index) {
            line.set_apart = true;
        }
    }

    pub(crate) fn is_set_apart(&self, index: usize) -> bool {
        self.lines.get(index).is_some_and(|line| line.set_apart)
    }

    /// Cites a line by another text: the line may be very long.
    pub(crate) fn cite_as(&self, index: usize, text: String) -> Cite {
        let line = self.lines.get(index);
        let (message, part) = line.map_or((0, 0), |line| (line.message, line.part));
        Cite { file: self.file, message, line: line.map(|line| line.number), part, record: None, text: text.into() }
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

/// A part of a line, with product keys masked, of which one may be cut by the ends of the part.
fn quoted(line: &str, start: usize, end: usize) -> String {
    if start == 0 && line.len() <= end {
        return fact::masked(line);
    }
    let boundary = |place: usize| (0..=place.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0);
    let (from, to) = (boundary(start.saturating_sub(KEY_MAX)), boundary(end + KEY_MAX));
    // A masked key is as long as the key.
    let wider = fact::masked(line.get(from..to).unwrap_or_default());
    wider.get(boundary(start) - from..boundary(end) - from).unwrap_or_default().to_owned()
}

/// Label and value of a line, split at the first colon that a blank follows or that ends the line; a full-width colon counts.
pub(crate) fn split_label(line: &str) -> Option<(&str, &str)> {
    let bytes = line.as_bytes();
    let ends = |place: &usize| match bytes.get(place + 1..) {
        None | Some([] | [b' ' | b'\t', ..] | [0xC2, 0xA0, ..]) => true,
        Some(_) => false,
    };
    let plain = memchr::memchr_iter(b':', bytes).find(ends);
    let wide = (!line.is_ascii()).then(|| line.find('：')).flatten();
    let place = plain.into_iter().chain(wide).min()?;
    let (label, rest) = line.split_at(place);
    Some((label.trim(), rest.trim_start_matches([':', '：']).trim()))
}

#[cfg(test)]
mod tests {
    use super::{Document, QUOTED_MAX, quoted};
    use crate::{readers, status_words::StatusWords, terms::Terms};
    use std::{fs, path::Path};

    #[test]
    fn a_long_line_is_quoted_in_part_and_no_key_shows_at_its_ends() {
        let key = "ABCDE-FGHIJ-KLMNO-PQRST-UVWXY";
        for before in QUOTED_MAX - 40..QUOTED_MAX + 5 {
            let line = format!("{}ん {key} ん{}", "x".repeat(before), " y".repeat(400));
            let words = StatusWords::default();
            let document = Document::new(0, &line, &words);
            let first = document.cite(0).text;
            assert!(first.len() <= QUOTED_MAX && first.len() > QUOTED_MAX - 4, "{}", first.len());
            let around = document.cite_around(0, before + 220).text;
            assert!(around.len() <= 400 && around.contains(" y y"), "{around}");
            assert!(!first.contains("ABCD") && !around.contains("PQRST"), "{first}\n{around}");
        }
        assert_eq!(quoted("short", 0, QUOTED_MAX), "short");
    }

    /// What the readers skip says nothing: every text of the doctor's fixtures gives the same facts if nothing is skipped.
    #[test]
    fn no_line_that_a_reader_skips_says_anything() {
        let mut texts = 0;
        let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../doctor/fixtures")];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    open.push(path);
                } else if let Ok(text) = fs::read_to_string(&path) {
                    texts += 1;
                    let words = StatusWords::default();
                    let read = |terms| readers::read_all(&mut Document::with_terms(0, &text, &words, terms));
                    assert_eq!(read(crate::terms::of), read(|_| Terms::ALL), "{}", path.display());
                }
            }
        }
        assert!(texts > 100, "{texts} texts");
    }
}
