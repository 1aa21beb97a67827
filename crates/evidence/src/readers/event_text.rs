//! Events in text of any layout: Event Viewer, its exports with tabs or commas, PowerShell's lists, pasted value lists.

use super::event_block::{self, Block};
use crate::{
    event_record::{is_request, record},
    fact::{Cite, Fact, Record},
    holds::{holds, holds_any},
    kind::Kind,
    lines::Document,
    pattern,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found: Vec<Fact> =
        event_block::blocks(document).iter().filter_map(|block| from_block(document, block)).collect();
    found.extend(lists(document));
    found
}

/// The event of one block. It cites its first line and the line with its values.
fn from_block(document: &mut Document, block: &Block) -> Option<Fact> {
    let text = event_block::message(document, block);
    let record = record(&text, Some(block.id), &block.time)?;
    let telling = |line: &str| {
        let is_known = pattern::code_in(line).is_some() || pattern::SKU_ID.is_match(line) || is_request(line);
        is_known && !pattern::STATE_LIST.is_match(line)
    };
    let value = block.lines.clone().find(|index| telling(document.line(*index)));
    block.lines.clone().for_each(|index| drop(document.consume(index)));
    let mut cites: Vec<Cite> = vec![document.consume(block.head)];
    cites.extend(value.filter(|index| *index != block.head).map(|index| document.consume(index)));
    document.recognise(Kind::EventText);
    let record = Record { computer: block.computer.clone(), provider: block.provider, ..record };
    Some(Fact::Event(record.into(), cites))
}

/// An event that was pasted without its number. Its sentence is translated, what stands behind `hr=` and `RuleId=` is not.
fn headless(document: &Document, index: usize) -> Option<Record> {
    const LINES: usize = 4;
    let before = index.checked_sub(1).map_or("", |above| document.line(above));
    let is_of_token = |line: &str| {
        let lower = line.to_lowercase();
        holds_any(&lower, &["token based activation", "token-based activation", "トークン ベースのライセンス認証"])
    };
    // Others write blanks around the sign.
    let is_failure = |line: &str| {
        line.contains("hr=0x") || line.trim_start().starts_with("HR=0x") || line.contains("HR=0x") && is_of_token(line)
    };
    // The rules engine writes its reason and the license in two lines.
    let is_of_engine = || pattern::VL_REASON.is_match(&[document.line(index), document.line(index + 1)].join(" "));
    if !document.terms(index).has(Term::Hr) || !(is_failure(document.line(index)) || is_of_engine()) {
        return None;
    }
    let of_token = is_of_token(before) || is_of_token(document.line(index));
    let free = (index..document.len().min(index + LINES)).take_while(|line| !document.is_consumed(*line));
    let text: String = free.flat_map(|line| [document.line(line), "\n"]).collect();
    let of_rules = text.contains("RuleId=") || text.contains("Trigger=");
    let of_scheduler = of_rules || text.contains("slui") || before.contains("slui");
    let is_written = |id: &u32| [document.line(index), before].iter().any(|line| holds(line, &id.to_string()));
    let id = match (of_token, NUMBERED.into_iter().find(is_written)) {
        (true, _) => 12321,
        (false, Some(written)) => written,
        (false, None) if is_of_engine() => 8233,
        (false, None) if of_scheduler => 8198,
        // The acquisition of a license: what else ends in `hr=` names what failed in words only.
        (false, None) => 8200,
    };
    record(&text, Some(id), "")
}

/// The events whose data begin with `hr=`.
const NUMBERED: [u32; 4] = [8198, 8200, 8208, 1014];

/// Value lists without anything around them, as people paste them.
fn lists(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in 0..document.len() {
        if document.is_consumed(index) {
            continue;
        }
        let line = document.line(index);
        if line.trim_start().starts_with(|c: char| c.is_ascii_digit()) && pattern::STATE_LIST.is_match(line) {
            document.consume(index);
            continue;
        }
        // The whole message of event 1003 in one line, of an export that has no number of it.
        if document.terms(index).has(Term::Code) && line.contains("Licensing Status=") && line.contains("[(0 [0x") {
            if let Some(record) = record(&line.replace("\\n", "\n"), Some(1003), "") {
                document.recognise(Kind::EventText);
                found.push(Fact::Event(record.into(), vec![document.consume(index)]));
            }
            continue;
        }
        // A value list has at least seven commas, and four where it was cut.
        let commas = || memchr::memchr_iter(b',', line.as_bytes()).count();
        let listed = document.terms(index).has(Term::Code) && commas() >= 4;
        let list = listed.then(|| record(line, None, "")).flatten();
        if let Some(record) = list.or_else(|| headless(document, index)) {
            document.recognise(Kind::EventText);
            found.push(Fact::Event(record.into(), vec![document.consume(index)]));
        }
    }
    found
}
