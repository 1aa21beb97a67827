//! Outputs that are known by one line that survives translation, and of which only the kind is taken.

use crate::{dictionary, fact::Fact, kind::Kind, page::Page};

/// A line that only this kind of output has.
const ANCHORS: &[(&str, Kind)] = &[
    ("Microsoft Customer Support Services - Robust Office Inventory", Kind::Roiscan),
    ("<OFFICEINVENTORY>", Kind::Roiscan),
    ("AzureAdJoined :", Kind::Dsregcmd),
    ("<LicensingDiag", Kind::Licensingdiag),
];

pub(super) fn read(page: &mut Page) -> Vec<Fact> {
    let entries: Vec<usize> =
        page.lines().filter(|(_, line)| dictionary::entry(line).is_some()).map(|(index, _)| index).collect();
    if entries.len() >= 3 {
        page.recognise(Kind::SlmgrIni);
        entries.into_iter().for_each(|index| drop(page.take(index)));
    }
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
