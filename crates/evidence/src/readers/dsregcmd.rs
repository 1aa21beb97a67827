//! `dsregcmd /status`: whether the machine is joined to Microsoft Entra ID. Its labels are English in every language.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::AzureAd]) {
        if let Some(joined) = joined(document.line(index)) {
            found.push(document.observe(index, Kind::Dsregcmd, ObservationKind::EntraJoined, "", joined));
        }
    }
    found
}

/// The value of the label that the lines hold.
fn joined(line: &str) -> Option<&'static str> {
    match split_label(line)?.1.trim() {
        "YES" => Some("yes"),
        "NO" => Some("no"),
        _ => None,
    }
}
