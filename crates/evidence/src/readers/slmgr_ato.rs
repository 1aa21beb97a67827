//! `/ato` and other commands that end in a result: `<name> (<activation id>) ...`, then a code or the message of success.

use crate::{
    asker,
    fact::{Cite, Fact, Outcome},
    kind::Kind,
    lines::Document,
    pattern, sentences,
    terms::Term,
};
use muster_core::code::{self, Code};

/// Lines from the attempt to its result.
const RESULT_WITHIN: usize = 4;

/// How many lines a command may stand above its error.
const COMMAND_WITHIN: usize = 8;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in 0..document.len() {
        let Some((product, id)) = attempt(document, index) else { continue };
        let Some(result) = result(document, index) else { continue };
        let code = pattern::code_in(document.line(result)).and_then(|code| code.parse().ok());
        let code = code.or_else(|| sentences::told(document.line(result))?.code());
        // `Error: Product activation failed.` names no code, and is no success.
        if code.is_none() && sentences::is_failure(document.line(result)) {
            continue;
        }
        let mut cites = vec![document.consume(index)];
        if result != index {
            cites.push(document.consume(result));
        }
        document.recognise(Kind::SlmgrShort);
        found.push(Fact::Outcome(
            Outcome { product: Some(product), activation_id: Some(id), code, ..Outcome::default() },
            cites,
        ));
    }
    found
}

/// `Error: 0xC004F050 …` on a line of its own: the result of a command that names no product. The word before the code
/// is translated, the form of the line is not. Events have such lines too, so they are read first.
pub(super) fn errors(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Code]) {
        // The time of a log stands before everything else.
        if document.is_consumed(index) || document.line(index).starts_with(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let known = pattern::RESULT.captures(document.line(index));
        let code = known.and_then(|known| known.get(1)?.as_str().parse::<Code>().ok());
        // A small number is a flag or a size of something else.
        let is_result = |code: &Code| *code == code::SUCCESS || code.0 > u32::from(u16::MAX);
        if let Some(code) = code.filter(|code| is_result(code) && !asker::is_told(document.line(index), *code)) {
            document.recognise(Kind::SlmgrShort);
            let outcome = Outcome { code: Some(code), ..Outcome::default() };
            let mut cites: Vec<Cite> =
                command(document, index).map(|line| document.consume(line)).into_iter().collect();
            cites.push(document.consume(index));
            found.push(Fact::Outcome(outcome, cites));
        }
    }
    found
}

/// The line with the result: this one if it holds a code, else the next line with text, unless that is an attempt itself.
fn result(document: &Document, index: usize) -> Option<usize> {
    // The text of a dialog has the result on the same line.
    let behind =
        pattern::ACTIVATING.find(document.line(index)).and_then(|found| document.line(index).get(found.end()..));
    if pattern::code_in(document.line(index)).is_some()
        || behind.is_some_and(|text| text.chars().any(char::is_alphabetic))
    {
        return Some(index);
    }
    let next = (index + 1..document.len().min(index + 1 + RESULT_WITHIN))
        .find(|next| !document.line(*next).trim().is_empty())?;
    attempt(document, next).is_none().then_some(next)
}

/// Whether an id stands in parentheses: quicker than the pattern.
fn holds_id_in_parentheses(line: &str) -> bool {
    const ID_MIN: usize = 32;
    let is_id = |place: usize| {
        let rest = line.as_bytes().get(place + 1..).unwrap_or_default();
        let length = rest.iter().take_while(|byte| byte.is_ascii_hexdigit() || **byte == b'-').count();
        length >= ID_MIN && rest.get(length) == Some(&b')')
    };
    memchr::memchr_iter(b'(', line.as_bytes()).any(is_id)
}

/// Name and activation id of an attempt.
fn attempt(document: &Document, index: usize) -> Option<(String, String)> {
    if document.is_consumed(index) || !holds_id_in_parentheses(document.line(index)) {
        return None;
    }
    let found = pattern::ACTIVATING.captures(document.line(index))?;
    let name = found.get(1)?.as_str().trim();
    // The verb before the name is translated and may be several words.
    let verb = if name.starts_with("Activating ") { "Activating ".len() } else { 0 };
    // A prompt may stand in the same line: `C:\Windows>slmgr /ato Windows(R), …`.
    let start = name.find("Windows(").or_else(|| name.find("Windows")).or_else(|| name.find("Office")).unwrap_or(verb);
    Some((name.get(start..)?.to_owned(), found.get(2)?.as_str().to_lowercase()))
}

/// The line of the command whose error stands on a line: what an error means depends on what was asked.
fn command(document: &Document, error: usize) -> Option<usize> {
    let above = (error.saturating_sub(COMMAND_WITHIN)..error).rev();
    above
        .take_while(|line| !pattern::RESULT.is_match(document.line(*line)))
        .find(|line| pattern::COMMAND.is_match(document.line(*line)))
}
