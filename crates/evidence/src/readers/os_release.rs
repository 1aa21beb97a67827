//! Name and version of a system that is not Windows: `/etc/os-release`, and the line of `uname -srm`.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::Document,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Unix]) {
        let line = document.line(index).trim().to_owned();
        if document.is_consumed(index) {
            continue;
        }
        if let Some(name) = line.strip_prefix("PRETTY_NAME=") {
            let name = name.trim_matches(['"', '\'']);
            found.push(document.observe(index, Kind::SystemInfo, ObservationKind::OperatingSystem, "", name));
        } else if line.ends_with("uname -srm") || line.ends_with("cat /etc/os-release") {
            document.recognise(Kind::SystemInfo);
            document.claim(index);
        }
    }
    found
}
