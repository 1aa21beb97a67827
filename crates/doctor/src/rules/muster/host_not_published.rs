//! MUS014: a host of Muster is not in DNS where it should be.

use super::{MUS, health_value, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "MUS014",
    severity: Severity::High,
    step: Step::Discovery,
    sources: "D",
    title: Text {
        en: "Host of Muster could not publish itself", ja: "Muster のホストが SRV レコードを発行できない"
    },
    finding: Text {
        en: "The host serves, and could not write its record into DNS: clients that look for it there do not find it",
        ja: "ホストは応答していますが、DNS に SRV レコードを書き込めませんでした。DNS でホストを検出するクライアントは、このホストを見つけられません",
    },
    actions: &[&action::MUSTER_PUBLISH],
    ..MUS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    health_value(case, "dns.status", "not published").map(Hit::global).into_iter().collect()
}
