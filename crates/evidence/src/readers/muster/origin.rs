//! Whether a text is Muster's: a command of Muster, its services in a log, or a sentence that only Muster writes.

use crate::{fact::Fact, kind::Kind, lines::Document, pattern, terms::Term};
use muster_core::{
    code::Code,
    lang::{Lang, Text},
};

/// Notes that the text is Muster's. It says nothing by itself, so there are no facts.
pub(in crate::readers) fn mark(document: &mut Document) -> Vec<Fact> {
    let is_own = |(index, line): (usize, &str)| {
        let has = |term| document.terms(index).has(term);
        has(Term::Muster) && (pattern::MUSTER_COMMAND.is_match(line) || pattern::MUSTER_SERVICE.is_match(line))
            || line.starts_with(|c: char| c.is_ascii_digit()) && pattern::EVENT_LISTED.is_match(line)
            || is_event(line, has(Term::Level))
            || has(Term::Code) && speaks_of_code(line)
    };
    if document.lines().any(is_own) {
        document.recognise(Kind::Muster);
    }
    Vec::new()
}

/// `"info": "…"`: the value list of an event in Muster's JSON.
fn is_event(line: &str, has_level: bool) -> bool {
    line.trim_start().starts_with("\"info\": \"")
        || has_level && line.contains("\"level\":") && line.contains("\"info\":\"")
}

/// `0xC004F038 the count reported by the activation host is insufficient`: code and title as Muster's catalogue has them.
fn speaks_of_code(line: &str) -> bool {
    pattern::code_in(line).is_some_and(|code| {
        let end = code.as_ptr() as usize - line.as_ptr() as usize + code.len();
        let behind = line.get(end..).unwrap_or_default().trim_start();
        let entry = code.parse().ok().and_then(Code::entry);
        let begins = |text: Text| [Lang::En, Lang::Ja].iter().any(|lang| starts(behind, text.get(*lang)));
        entry.is_some_and(|entry| begins(entry.title))
    })
}

/// A title may be cut in a table, and loses its full stop there.
fn starts(text: &str, title: &str) -> bool {
    let title = title.trim_end_matches(['.', '。']);
    !title.is_empty() && text.starts_with(title)
}
