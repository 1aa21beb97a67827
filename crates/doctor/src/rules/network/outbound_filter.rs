//! NET011: outbound filter.

use super::{NET, prelude::*};
use std::collections::HashMap;

values! { host: String }

pub(super) static RULE: Rule = Rule {
    id: "NET011",
    severity: Severity::High,
    confidence: Confidence::Likely,
    sources: "D",
    title: Text { en: "Outbound filter", ja: "送信方向の通信のブロック" },
    finding: Text {
        en: "{host} is reached from one machine and not from another",
        ja: "{host} には、あるコンピューターからは接続でき、別のコンピューターからは接続できません",
    },
    actions: &[&action::ALLOW_PORT],
    labels: &[Label::PortBlocked],
    ..NET
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let mut open: HashMap<u64, HostNames<'_>> = HashMap::new();
    for probe in case.ports.iter().filter(|probe| probe.open) {
        open.entry(probe.port).or_default().add(&probe.host);
    }
    let is_open_elsewhere =
        |probe: &PortProbe| !probe.host.is_empty() && open.get(&probe.port).is_some_and(|hosts| hosts.has(&probe.host));
    let hit =
        |probe: &PortProbe| Hit::global(&probe.cites).with(Values { host: format!("{}:{}", probe.host, probe.port) });
    let filtered = case.ports.iter().find(|probe| !probe.open && is_open_elsewhere(probe));
    filtered.map(hit).into_iter().collect()
}
