//! Outputs that are known by one line that survives translation, and of which only the kind is taken.

use crate::{dictionary, fact::Fact, kind::Kind, lines::Document};

/// A line that only this kind of output has.
const ANCHORS: &[(&str, Kind)] = &[
    ("Microsoft Customer Support Services - Robust Office Inventory", Kind::Roiscan),
    ("<OFFICEINVENTORY>", Kind::Roiscan),
    ("AzureAdJoined :", Kind::Dsregcmd),
    ("<LicensingDiag", Kind::Licensingdiag),
];

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let entries: Vec<usize> =
        document.lines().filter(|(_, line)| dictionary::entry(line).is_some()).map(|(index, _)| index).collect();
    if entries.len() >= 3 {
        document.recognise(Kind::SlmgrIni);
        entries.into_iter().for_each(|index| drop(document.consume(index)));
    }
    for index in 0..document.len() {
        let line = document.line(index);
        let known = ANCHORS.iter().find(|(anchor, _)| line.contains(anchor)).map(|(_, kind)| *kind);
        if let Some(kind) = known {
            document.consume(index);
            document.recognise(kind);
        }
    }
    Vec::new()
}
