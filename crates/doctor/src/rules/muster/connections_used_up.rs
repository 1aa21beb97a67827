//! MUS011: all connections of the host taken.

use super::{MUS, health_value, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "MUS011",
    severity: Severity::Medium,
    sources: "D",
    title: Text { en: "All connections of the host taken", ja: "ホストの接続数の上限に到達" },
    finding: Text {
        en: "Every connection of the host is taken; the one that waits longest makes way",
        ja: "ホストの接続がすべて使用されています。最も長く待機している接続から切断されます",
    },
    actions: &[&action::MUSTER_FREE_CONNECTIONS],
    ..MUS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    health_value(case, "connections.status", "full").map(Hit::global).into_iter().collect()
}
