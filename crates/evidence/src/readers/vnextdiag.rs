//! vnextdiag.ps1 of Office: objects with the license id of a subscription.

use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::Document,
    pattern,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut marked = document.with(&[Term::Vnext]).into_iter().map(|index| document.line(index));
    let vnext = marked.any(|line| line.contains("LicenseId") || line.contains("vNext"));
    // What it prints where there is no such license.
    if document.holds(Term::Vnext) {
        document.recognise_lines(Kind::Vnextdiag, |line| {
            let lower = line.to_lowercase();
            lower.contains("mode per productreleaseid") || lower.trim().starts_with("vnext license")
        });
    }
    if !vnext {
        return found;
    }
    for index in 0..document.len() {
        let named = pattern::SUBSCRIPTION.captures(document.line(index)).and_then(|found| found.get(1));
        let Some(name) = named.map(|name| name.as_str().trim().to_owned()) else { continue };
        found.push(document.observe(index, Kind::Vnextdiag, ObservationKind::Subscription, "", &name));
    }
    found
}
