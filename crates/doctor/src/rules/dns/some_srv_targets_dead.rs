//! DNS010: some targets are dead.

use super::{DNS, prelude::*};

values! { host: String, targets: usize }

pub(super) static RULE: Rule = Rule {
    id: "DNS010",
    severity: Severity::Medium,
    role: Role::Side,
    step: Step::Name,
    command: "Test-NetConnection {host} -Port {port}",
    sources: "D",
    title: Text { en: "Some targets are dead", ja: "一部の KMS ホストが応答しない" },
    finding: Text {
        en: "{host} did not answer; hosts in DNS: {targets}",
        ja: "DNS に登録された {targets} 台のうち {host} が応答しません",
    },
    actions: &[&action::CHECK_HOST_SERVICE, &action::DELETE_SRV_OF_RETIRED],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let targets = case.target_names();
    let dead: Vec<(&str, &[Cite])> =
        targets.iter().filter_map(|target| Some((*target, no_answer(case, target)?))).collect();
    if targets.len() < 2 || dead.len() == targets.len() {
        return Vec::new();
    }
    let hit = |(target, cites): (&str, &[Cite])| {
        Hit::global(cites).with(Values { host: target.to_owned(), targets: targets.len() })
    };
    dead.into_iter().map(hit).collect()
}

/// The port test or the attempt that a host did not answer.
fn no_answer<'c>(case: &'c Case, target: &str) -> Option<&'c [Cite]> {
    let probe = case.ports.iter().find(|probe| !probe.open && same_host(&probe.host, target));
    let mut events = case.clients().flat_map(|(_, installed)| installed.history.iter().rev());
    let mut attempt = || events.find(|event| failed_to_reach(event, target));
    probe.map(|probe| probe.cites.as_slice()).or_else(|| attempt().map(|event| event.cites.as_slice()))
}
