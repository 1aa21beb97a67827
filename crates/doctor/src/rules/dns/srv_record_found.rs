//! DNS024: SRV record found.

use super::{DNS, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "DNS024",
    severity: Severity::Info,
    role: Role::State,
    sources: "M2",
    title: Text { en: "SRV record found", ja: "SRV レコードあり" },
    finding: Text { en: "DNS names {host}:{port}", ja: "DNS に {host}:{port} が登録されています" },
    actions: &[&action::NONE],
    labels: &[Label::SrvOk],
    ..DNS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    case.targets().map(|(target, port, cites)| Hit::global(cites).with("host", target).with("port", port)).collect()
}
