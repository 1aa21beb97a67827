//! Sentences that stand alone: what Windows shows for a code, without the code, and the message of success.

use super::mgadiag;
use crate::{
    asker,
    fact::{Fact, Outcome},
    kind::Kind,
    lines::Document,
    loose_code, pattern,
    sentences::{self, Told},
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    // MGADiag prints the sentence of every code that it prints; those that count are read by its code.
    let reports = mgadiag::reports(document);
    for index in document.with(&[Term::Sentence]) {
        let line = document.line(index);
        if document.is_consumed(index)
            || mgadiag::holds(&reports, index)
            || pattern::code_in(line).is_some()
            || loose_code::is_in(line)
        {
            continue;
        }
        match sentences::told(line) {
            Some(Told::Success) => {
                document.recognise(Kind::SlmgrShort);
                found.push(Fact::Outcome(Outcome::default(), vec![document.consume(index)]));
            }
            Some(Told::Code(code)) if !asker::is_told(line, code) && !has_code_near(document, index) => {
                document.recognise(Kind::PastedCode);
                found.push(Fact::Code(code, vec![document.consume(index)]));
            }
            Some(Told::Code(_)) | None => {}
        }
    }
    found
}

/// Whether the code itself stands in the next line above or below, behind at most one that is empty.
fn has_code_near(document: &Document, index: usize) -> bool {
    let is_written = |line: &usize| !document.line(*line).trim().is_empty();
    let above = (index.saturating_sub(2)..index).rev().find(is_written);
    let below = (index + 1..index + 3).find(is_written);
    let lines = above.into_iter().chain(below).map(|near| document.line(near));
    lines.into_iter().any(|line| pattern::code_in(line).is_some() || loose_code::is_in(line))
}
