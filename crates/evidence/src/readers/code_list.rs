//! Lists of codes with what each means, as articles, help pages and programs hold them: no machine says so many different ones.

use crate::{fact::Fact, kind::Kind, lines::Document, loose_code, terms::Term};
use std::collections::HashSet;

/// Different codes of a list; a table needs no more than `ROWS_MIN`, since its rows are set apart.
const ENTRIES_MIN: usize = 4;
const ROWS_MIN: usize = 3;
/// Bytes of an entry that are looked at.
const LOOKED_AT: usize = 64;
/// Lines from one entry to the next: what a code means may take several.
const LINES_BETWEEN_MAX: usize = 6;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let with_codes = document.with(&[Term::LooseCode]).into_iter();
    let entries: Vec<Entry> = with_codes.flat_map(|index| entries(document, index)).collect();
    let lists = entries.chunk_by(|one, next| one.form == next.form && next.index - one.index <= LINES_BETWEEN_MAX);
    for list in lists.filter(|list| is_list(list)) {
        document.recognise(Kind::CodeList);
        for entry in list {
            document.claim(entry.index);
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
}

fn entries(document: &Document, index: usize) -> Vec<Entry> {
    if document.is_consumed(index) {
        return Vec::new();
    }
    let line = document.line(index).trim_start_matches([' ', '\t', '>']);
    let of_code = |form: Form| move |code: String| Entry { index, code, form };
    let rows: Vec<Entry> = rows(line).map(of_code(Form::Row)).collect();
    if rows.is_empty() { explained(line).map(of_code(Form::Item)).into_iter().collect() } else { rows }
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
