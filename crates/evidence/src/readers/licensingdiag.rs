//! The report of licensingdiag.exe, of which only the kind is recognised.

use crate::{fact::Fact, kind::Kind, lines::Document, terms::Term};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    if document.holds(Term::LicensingDiag) {
        document.recognise_lines(Kind::Licensingdiag, |line| line.contains("<LicensingDiag"));
    }
    Vec::new()
}
