//! vnextdiag.ps1 of Office: objects with the license id of a subscription.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::{Document, split_label},
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let vnext = document.lines().any(|(_, line)| line.contains("LicenseId") || line.contains("vNext"));
    if !vnext {
        return found;
    }
    for index in 0..document.len() {
        let line = document.line(index).trim().trim_end_matches(',').to_owned();
        let Some((label, value)) = split_label(&line) else { continue };
        if matches!(label.trim_matches('"'), "Product" | "ProductName" | "LicenseCategory") {
            let value = value.trim_matches('"').to_owned();
            found.push(document.observe(index, Kind::Vnextdiag, ObservationKind::Subscription, "", &value));
        }
    }
    found
}
