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

fn joined(line: &str) -> Option<&'static str> {
    let (_, value) = split_label(line).filter(|(label, _)| label.contains("AzureAdJoined"))?;
    match value.trim() {
        "YES" => Some("yes"),
        "NO" => Some("no"),
        _ => None,
    }
}
