//! Commands whose answer is a sentence in the language of the machine: the prompt above tells what was asked. A code below such
//! a command is the command's own, and says nothing of an activation.

use crate::{fact::Fact, holds::holds_any, kind::Kind, lines::Document, pattern, terms::Term};

/// A part of the command, and what its answer is evidence of.
const COMMANDS: [(&str, Kind); 5] = [
    ("netsh winhttp show proxy", Kind::Proxy),
    ("slmgr.vbs /ao-list", Kind::ActivationObjects),
    ("slmgr.vbs /l", Kind::OsppTokens),
    ("slmgr.vbs /xpr", Kind::SlmgrShort),
    ("w32tm ", Kind::W32tm),
];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut inside = None;
    for index in 0..document.len() {
        let line = document.line(index);
        let may_ask = || line.contains('>') && line.contains(":\\");
        let may_refer = || document.terms(index).has(Term::Code) && may_be_reference(line);
        if inside.is_none() && !may_ask() && !may_refer() {
            continue;
        }
        let line = line.trim().replace('"', "").to_lowercase();
        let is_of_network = matches!(inside, Some(Kind::W32tm | Kind::Proxy));
        // w32tm prints no empty line, and neither of these a code of licensing: what somebody writes below is about an activation.
        if inside == Some(Kind::W32tm) && line.is_empty() || is_of_network && is_of_licensing(&line) {
            inside = None;
            continue;
        }
        if let Some(command) = prompted(&line) {
            inside = COMMANDS.iter().find(|(part, _)| command.contains(part)).map(|(_, kind)| *kind);
            if let Some(kind) = inside {
                document.recognise(kind);
                // Where line breaks were lost, all that follows stands behind the command.
                if kind == Kind::SlmgrShort || !is_of_licensing(command) {
                    document.claim(index);
                }
            }
        } else if pattern::CLOCK_REFERENCE.is_match(&line)
            || inside.is_some_and(|kind| {
                kind == Kind::Proxy || kind != Kind::SlmgrShort && pattern::code_in(&line).is_some()
            })
        {
            document.claim(index);
        }
    }
    Vec::new()
}

fn is_of_licensing(line: &str) -> bool {
    holds_any(line, &["0xc004", "slmgr", "ospp", "activat", "認証"])
}

/// Whether a parenthesis stands behind a code, as behind the reference of a clock: quicker than the pattern.
fn may_be_reference(line: &str) -> bool {
    let is_gap = |c: char| c.is_whitespace() || c == '"';
    memchr::memchr2_iter(b'x', b'X', line.as_bytes())
        .filter_map(|place| line.get(place + 9..))
        .any(|behind| behind.trim_start_matches(is_gap).starts_with(['(', '（']))
}

/// What stands behind `C:\folder>`.
fn prompted(line: &str) -> Option<&str> {
    let (place, command) = line.split_once('>')?;
    let mut letters = place.chars();
    (letters.next()?.is_ascii_alphabetic() && letters.as_str().starts_with(":\\")).then_some(command)
}
