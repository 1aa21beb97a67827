//! A licensing service that did not start: `sc start`, `net start`, the console of services. The number of the error is the same in
//! every language; the name of the service stands in its line or a few lines above.

use super::slmgr_blocks;
use crate::{
    fact::{Fact, ObservationKind},
    kind::Kind,
    lines::Document,
    pattern,
    terms::Term,
};

/// The error stands at most so many lines below the name of the service.
const ERROR_BELOW: usize = 5;

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    let mut past = 0;
    for index in document.with(&[Term::Service]) {
        let lower = document.line(index).to_lowercase();
        let service = if lower.contains("osppsvc") || lower.contains("office software protection") {
            "osppsvc"
        } else if lower.contains("sppsvc") || lower.contains("software protection") {
            "sppsvc"
        } else {
            continue;
        };
        // The next command is about something else.
        let is_own = |below: &usize| *below == index || !slmgr_blocks::ends(document.line(*below));
        let lines = index.max(past)..document.len().min(index + 1 + ERROR_BELOW);
        let below = lines.take_while(is_own).find_map(|below| {
            let number = pattern::SERVICE_START_ERROR.captures(document.line(below))?.get(1)?;
            Some((below, number.as_str().to_owned()))
        });
        let Some((below, number)) = below else { continue };
        past = below + 1;
        found.push(document.observe(below, Kind::Service, ObservationKind::ServiceStartError, service, &number));
    }
    found
}
