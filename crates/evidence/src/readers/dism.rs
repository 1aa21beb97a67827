//! `DISM /Online /Get-CurrentEdition` and `/Get-TargetEditions`: `Current Edition : ServerStandardEval`.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    pattern,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Edition]) {
        if let Some((kind, value)) = edition(document.line(index)) {
            found.push(document.observe(index, Kind::Imaging, kind, "", &value));
        }
    }
    found
}

/// The sentence above the edition starts with the same words and ends in a colon.
fn edition(line: &str) -> Option<(ObservationKind, String)> {
    let (label, value) = split_label(line)?;
    let kind = match label {
        "Current Edition" if pattern::HOST_NAME.is_match(value) => ObservationKind::Edition,
        "Target Edition" if pattern::HOST_NAME.is_match(value) => ObservationKind::TargetEdition,
        "Image Version" if pattern::VERSION.is_match(value) => ObservationKind::OsBuild,
        _ => return None,
    };
    Some((kind, value.to_owned()))
}
