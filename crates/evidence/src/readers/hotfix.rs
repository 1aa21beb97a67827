//! Installed updates by their `KB…` numbers: systeminfo, `wmic qfe`, Get-HotFix.

use crate::{
    fact::{Fact, Observation, ObservationKind},
    kind::Kind,
    lines::Document,
    pattern,
    terms::Term,
};

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Hotfix]) {
        let line = document.line(index);
        let begins = line.trim_start().starts_with(['[', 'K', 'k']);
        if !(begins || document.terms(index).has(Term::HotfixRow)) || !pattern::HOTFIX_ROW.is_match(line) {
            continue;
        }
        let numbers: Vec<String> = pattern::KB.find_iter(line).map(|number| number.as_str().to_uppercase()).collect();
        document.recognise(Kind::SystemInfo);
        let cite = document.consume(index);
        found.extend(numbers.into_iter().map(|value| {
            let observation = Observation { kind: ObservationKind::Hotfix, about: String::new(), value };
            Fact::Observation(observation, vec![cite.clone()])
        }));
    }
    found
}
