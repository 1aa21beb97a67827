//! netstat: the ports on which this machine listens.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::Document,
    pattern,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in 0..document.len() {
        let row = pattern::LISTENING.captures(document.line(index));
        let Some(port) = row.and_then(|row| Some(row.get(1)?.as_str().to_owned())) else { continue };
        found.push(document.observe(index, Kind::PortTest, ObservationKind::Listening, "", &port));
    }
    found
}
