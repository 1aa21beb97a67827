//! Outputs that are known by one line that survives translation, and of which only the kind is taken.

use crate::{fact::Fact, kind::Kind, page::Page};

/// A line that only this kind of output has.
const ANCHORS: &[(&str, Kind)] = &[
    ("Diagnostic Report (1.9", Kind::MgaDiag),
    ("Microsoft Customer Support Services - Robust Office Inventory", Kind::Roiscan),
    ("<OFFICEINVENTORY>", Kind::Roiscan),
    // On systems that are not English the codes in this output are not to be trusted (catalogue, section 3.3).
    ("Searching for KMS activation events on machine", Kind::OsppHistoryKms),
    ("Searching for Internet activation failure events on machine", Kind::OsppHistoryErrors),
    ("CN=Activation Objects", Kind::AdObjects),
];

pub(super) fn read(page: &mut Page) -> Vec<Fact> {
    for index in 0..page.len() {
        let line = page.line(index);
        let known = ANCHORS.iter().find(|(anchor, _)| line.contains(anchor)).map(|(_, kind)| *kind);
        if let Some(kind) = known {
            page.take(index);
            page.recognise(kind);
        }
    }
    Vec::new()
}
