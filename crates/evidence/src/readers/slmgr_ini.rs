//! `slmgr.ini`: the texts of slmgr.vbs in the language of the machine, as they lie beside the script. A bundle that holds this
//! file brings the translation of its other files.

use crate::{fact::Fact, kind::Kind, lines::Document, status_words::entry, terms::Term};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    if document.holds(Term::Ini) {
        document.recognise_lines(Kind::SlmgrIni, |line| entry(line).is_some());
    }
    Vec::new()
}
