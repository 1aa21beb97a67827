//! The report of licensingdiag.exe, of which only the kind is recognised.

use crate::{fact::Fact, kind::Kind, lines::Document};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    document.recognise_lines(Kind::Licensingdiag, |line| line.contains("<LicensingDiag"));
    Vec::new()
}
