//! The table of `muster host machines`: name, CMID, days since the last request, end of the activation, last result. Labels are
//! translated; the CMID and the code are not.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::Document,
    pattern,
    terms::Term,
};

pub(in crate::readers) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Code]) {
        if document.is_consumed(index) {
            continue;
        }
        for (name, value) in machines(document.line(index)) {
            found.push(document.observe(index, Kind::Muster, ObservationKind::MusterMachine, &name, &value));
        }
    }
    found
}

/// Name and result of each row; a text that lost its line breaks has several in one line.
fn machines(line: &str) -> Vec<(String, String)> {
    let machine = |row: regex_lite::Captures<'_>| {
        let text = |place: usize| row.get(place).map(|found| found.as_str().to_owned());
        let code = text(3)?.to_uppercase().replacen("0X", "0x", 1);
        Some((text(1)?, if text(2)? == "-" { code } else { "0x00000000".to_owned() }))
    };
    if !pattern::may_hold_guid(line) {
        return Vec::new();
    }
    pattern::MUSTER_MACHINE.captures_iter(line).filter_map(machine).collect()
}
