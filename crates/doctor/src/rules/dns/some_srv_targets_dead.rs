//! DNS010: some targets are dead.

use super::{DNS, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "DNS010",
    severity: Severity::Medium,
    role: Role::Side,
    step: Step::Name,
    command: "Test-NetConnection HOST -Port 1688",
    sources: "D",
    title: Text { en: "Some targets are dead", ja: "一部の KMS ホストが応答しない" },
    finding: Text {
        en: "{host} did not answer; {targets} hosts are in DNS",
        ja: "DNS に登録された {targets} 台のうち {host} が応答しません",
    },
    actions: &[&action::DELETE_SRV, &action::CHECK_HOST_SERVICE],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let targets = target_names(case);
    if targets.len() < 2 {
        return Vec::new();
    }
    let by_test = |target: &&&str| {
        case.ports.iter().find(|probe| !probe.open && same_host(&probe.host, target)).map(|probe| probe.cites.clone())
    };
    let by_event = |target: &&&str| {
        let mut events = case.clients().flat_map(|(_, installed)| installed.history.iter().rev());
        events.find(|event| is_unreached(event) && tried(event, target)).map(|event| event.cites.clone())
    };
    let dead: Vec<(&&str, Vec<Cite>)> =
        targets.iter().filter_map(|target| Some((target, by_test(&target).or_else(|| by_event(&target))?))).collect();
    if dead.len() == targets.len() {
        return Vec::new();
    }
    dead.into_iter()
        .map(|(target, cites)| Hit::global(&cites).with("host", target).with("targets", targets.len()))
        .collect()
}
