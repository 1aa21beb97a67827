//! `DISM /Online /Get-CurrentEdition`: `Current Edition : ServerStandardEval`.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    pattern,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::CurrentEdition]) {
        if let Some((kind, value)) = edition(document.line(index)) {
            found.push(document.observe(index, Kind::Imaging, kind, "", &value));
        }
    }
    found
}

/// The sentence above the edition starts with the same words and ends in a colon.
fn edition(line: &str) -> Option<(ObservationKind, String)> {
    let (label, value) = split_label(line)?;
    let known = label == "Current Edition" && pattern::HOST_NAME.is_match(value);
    known.then(|| (ObservationKind::Edition, value.to_owned()))
}
