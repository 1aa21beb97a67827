//! What the collector writes of itself: how it ran, and what it could not collect. A command that is named there was not
//! answered, so no other reader may take these lines for an answer.

use crate::{
    collector::{ERRORS_HEAD, MANIFEST_HEAD, NOT_ELEVATED},
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::Document,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let first = document.line(0).trim();
    if first != ERRORS_HEAD && first != MANIFEST_HEAD {
        return Vec::new();
    }
    let mut found = Vec::new();
    document.recognise(Kind::Collection);
    for index in 0..document.len() {
        let line = document.line(index).trim().to_owned();
        // `COMPUTERNAME=` is that of any console.
        if line.starts_with("COMPUTERNAME=") {
            continue;
        }
        if line == NOT_ELEVATED {
            found.push(document.observe(index, Kind::Collection, ObservationKind::NotElevated, "", &line));
        } else {
            document.claim(index);
        }
    }
    found
}
