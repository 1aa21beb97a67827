//! The head of a transcript of PowerShell and the environment of a console, which name the machine. What follows is about it.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::Document,
    pattern,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Transcript]) {
        let line = document.line(index);
        let named = pattern::TRANSCRIPT_MACHINE.captures(line).or_else(|| pattern::COMPUTERNAME.captures(line));
        if let Some(name) = named.and_then(|named| Some(named.get(1)?.as_str().to_owned())) {
            found.push(document.observe(index, Kind::SystemInfo, ObservationKind::Computer, "", &name));
        }
    }
    found
}
