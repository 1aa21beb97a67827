//! MUS008: machines that the host refuses.

use super::{MUS, prelude::*};
use std::collections::BTreeMap;

values! { refused: usize, machines: usize, code: Code, meaning: Value }

pub(super) static RULE: Rule = Rule {
    id: "MUS008",
    severity: Severity::Medium,
    role: Role::State,
    command: "muster host machines --json",
    sources: "D",
    title: Text { en: "Machines refused by the host", ja: "ホストに拒否されたコンピューター" },
    finding: Text {
        en: "Refused are {refused} of {machines} in the inventory, most often by {code}: {meaning}",
        ja: "インベントリ {machines} 台のうち {refused} 台が拒否されています。最も多い結果は {code} ({meaning}) です",
    },
    actions: &[&action::MUSTER_LOOK_AT_MACHINES],
    ..MUS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let results = results(case);
    let refused: Vec<(Code, &[Cite])> = results.values().copied().filter(|(code, _)| code.is_failure()).collect();
    let times = |code: Code| refused.iter().filter(|(known, _)| *known == code).count();
    let Some((code, cites)) = refused.iter().copied().max_by_key(|(code, _)| times(*code)) else { return Vec::new() };
    let meaning = code.entry().map_or(crate::sentence::UNKNOWN, |entry| Value::Words(entry.title));
    vec![Hit::global(cites).with(Values { refused: refused.len(), machines: results.len(), code, meaning })]
}

/// The newest result of each machine: of the inventory, else of the requests in the host's events.
fn results(case: &Case) -> BTreeMap<&str, (Code, &[Cite])> {
    let listed = case
        .observations(ObservationKind::MusterMachine)
        .filter_map(|(machine, cites)| Some((machine.about.as_str(), (machine.value.parse().ok()?, cites))));
    let listed: BTreeMap<&str, (Code, &[Cite])> = listed.collect();
    if !listed.is_empty() || !case.is_of_muster() {
        return listed;
    }
    let asked = case.requests.iter().filter_map(|request| {
        Some((request.record.field(EventField::Cmid), (request.record.code?, request.cites.as_slice())))
    });
    asked.collect()
}
