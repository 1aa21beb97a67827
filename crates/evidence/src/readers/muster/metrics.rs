//! The metrics of a host, as `GET /metrics` prints them for Prometheus: those that tell how it stands.

use super::documents::observed;
use crate::{fact::Fact, lines::Document, number::number, terms::Term};

/// Metrics, and the places of the same values in the document of `GET /health`.
const METRICS: [(&str, &str); 3] =
    [("muster_license_days", "license.days"), ("muster_pack_days", "pack.days"), ("muster_store_up", "store.up")];

pub(in crate::readers) fn read(document: &mut Document) -> Vec<Fact> {
    let own = document.with(&[Term::Muster]).into_iter();
    let own: Vec<usize> = own.filter(|index| is_own(document.line(*index))).collect();
    let mut found = Vec::new();
    for index in own {
        let line = document.line(index).to_owned();
        let cite = document.consume(index);
        let value = |name: &str| number(line.strip_prefix(name)?.strip_prefix(' ')?.trim());
        for (name, about) in METRICS {
            if let Some(value) = value(name) {
                found.push(observed(document, about, &format!("{value:.0}"), std::slice::from_ref(&cite)));
            }
        }
    }
    found
}

fn is_own(line: &str) -> bool {
    line.starts_with("muster_") || line.starts_with("# HELP muster_") || line.starts_with("# TYPE muster_")
}
