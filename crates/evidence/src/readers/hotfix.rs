//! Installed updates by their `KB…` numbers: systeminfo, `wmic qfe`, Get-HotFix.

use crate::{
    doubt,
    fact::{Fact, Observation, ObservationKind},
    holds::holds_any,
    kind::Kind,
    lines::Document,
    pattern, sentences,
    terms::Term,
};

/// Whether a line tells of the update that has volume editions of Windows 7 judged not genuine: who names it has it, or had it.
fn tells_blame(line: &str) -> bool {
    const NUMBER: &str = "971033";
    const ABSENT: [&str; 5] =
        ["not installed", "n't installed", "nicht installiert", "インストールされていません", "見つかりません"];
    if line.len() > sentences::LINE_MAX || !line.contains(NUMBER) {
        return false;
    }
    let lower = line.to_lowercase();
    !holds_any(&lower, &ABSENT) && doubt::past(&lower).is_none()
}

pub(super) fn read(document: &mut Document) -> Vec<Fact> {
    let mut found = Vec::new();
    for index in document.with(&[Term::Hotfix]) {
        let line = document.line(index);
        let begins = line.trim_start().starts_with(['[', 'K', 'k']);
        if !(begins || document.terms(index).has(Term::HotfixRow)) || !pattern::HOTFIX_ROW.is_match(line) {
            found.extend(tells_blame(line).then(|| Fact::told_in_prose("genuine_update", vec![document.cite(index)])));
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
