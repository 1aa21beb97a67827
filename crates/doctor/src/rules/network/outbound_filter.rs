//! NET011: outbound filter.

use super::{NET, prelude::*};

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
    let is_open_elsewhere = |probe: &PortProbe| {
        case.ports.iter().any(|other| {
            other.open && other.port == probe.port && same_host(&other.host, &probe.host) && !probe.host.is_empty()
        })
    };
    let hit =
        |probe: &PortProbe| Hit::global(&probe.cites).with(Values { host: format!("{}:{}", probe.host, probe.port) });
    let filtered = case.ports.iter().find(|probe| !probe.open && is_open_elsewhere(probe));
    filtered.map(hit).into_iter().collect()
}
