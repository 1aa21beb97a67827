//! Lists of codes with what each means, as articles, help pages and programs hold them: no machine says so many different ones.

use crate::{fact::Fact, kind::Kind, lines::Document, loose_code, terms::Term};
use std::collections::HashSet;

/// Different codes of a list; a table needs no more than `ROWS_MIN`, since its rows are set apart.
const ENTRIES_MIN: usize = 4;
const ROWS_MIN: usize = 3;
/// Bytes of an entry that are looked at.
const LOOKED_AT: usize = 64;
/// Words of a label before a colon; a sentence has more.
const LABEL_WORDS: usize = 4;
/// Lines from one entry to the next: what a code means may take several.
const LINES_BETWEEN_MAX: usize = 6;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let with_codes = document.with(&[Term::LooseCode]).into_iter();
    let entries: Vec<Entry> = with_codes.flat_map(|index| entries(document, index)).collect();
    let lists = entries.chunk_by(|one, next| one.form == next.form && next.index - one.index <= LINES_BETWEEN_MAX);
    for list in lists.filter(|list| is_list(list)) {
        document.recognise(Kind::CodeList);
        for entry in list {
            let end = if entry.form == Form::Heading { end(document, entry.index) } else { entry.index + 1 };
            (entry.index..end).for_each(|index| document.set_apart(index));
        }
    }
    Vec::new()
}

/// A line that begins with a code and goes on with what it means.
struct Entry {
    index: usize,
    code: String,
    form: Form,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `| 0xC004F074 | … |`
    Row,
    /// `- 0xC004F074: …`
    Item,
    /// `0xC004F074` alone, with what it means in the lines below.
    Heading,
}

fn entries(document: &Document, index: usize) -> Vec<Entry> {
    if document.is_consumed(index) {
        return Vec::new();
    }
    let line = document.line(index).trim_start_matches([' ', '\t', '>']);
    let of_code = |form: Form| move |code: String| Entry { index, code, form };
    let rows: Vec<Entry> = rows(line).map(of_code(Form::Row)).collect();
    if !rows.is_empty() {
        return rows;
    }
    let item = || explained(line).map(of_code(Form::Item));
    heading(document, index).map(of_code(Form::Heading)).or_else(item).into_iter().collect()
}

/// The code that a line holds alone, if the line below explains it.
fn heading(document: &Document, index: usize) -> Option<String> {
    let is_frame = |letter: char| !letter.is_alphanumeric();
    let alone = |line: &str| {
        let bare = line.trim_matches(is_frame);
        let code = loose_code::find_iter(bare).next().filter(|code| code.place == 0 && code.end() == bare.len())?;
        Some(code.digits.to_ascii_uppercase())
    };
    let code = alone(document.line(index))?;
    let below = (index + 1..document.len()).map(|below| document.line(below).trim()).find(|line| !line.is_empty())?;
    let is_labelled = below.split_once(':').is_some_and(|(label, _)| label.split(' ').count() <= LABEL_WORDS);
    let is_prose = below.starts_with(char::is_alphabetic) && below.contains(' ') && !is_labelled;
    is_prose.then_some(code)
}

/// Where what stands below a heading ends: at the next code that stands alone, or at the end of its paragraph.
fn end(document: &Document, heading_at: usize) -> usize {
    let is_end = |index: &usize| document.line(*index).trim().is_empty() || heading(document, *index).is_some();
    let below = heading_at + 1..document.len().min(heading_at + 1 + LINES_BETWEEN_MAX);
    below.clone().find(is_end).unwrap_or(below.end)
}

/// The codes with which rows begin: behind an empty cell, also where the rows of a table stand in one line.
fn rows(line: &str) -> impl Iterator<Item = String> {
    let behind = line.match_indices('|').map(|(place, bar)| (line.get(..place), line.get(place + bar.len()..)));
    behind.filter_map(|(before, row)| {
        let is_first = before?.trim_end_matches([' ', '\t']).rsplit('|').next() == Some("");
        is_first.then(|| explained(row?))?
    })
}

/// The code with which a text begins, if it goes on with what the code means.
fn explained(text: &str) -> Option<String> {
    let bare = text.get(..text.floor_char_boundary(LOOKED_AT))?;
    let bare = bare.trim_start_matches(|letter: char| !letter.is_alphanumeric() && letter != '|');
    let code = loose_code::find_iter(bare).next()?;
    let is_explained =
        code.place == 0 && bare.get(code.end()..)?.chars().filter(|letter| letter.is_alphabetic()).count() >= 2;
    is_explained.then(|| code.digits.to_ascii_uppercase())
}

/// A history says the same code again; a list says each once.
fn is_list(entries: &[Entry]) -> bool {
    let codes: HashSet<&str> = entries.iter().map(|entry| entry.code.as_str()).collect();
    let needed = if entries.iter().all(|entry| entry.form == Form::Row) { ROWS_MIN } else { ENTRIES_MIN };
    codes.len() == entries.len() && codes.len() >= needed
}
