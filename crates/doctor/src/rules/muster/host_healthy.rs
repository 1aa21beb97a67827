//! MUS010: the host is healthy.

use super::{MUS, ending, health_value, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "MUS010",
    severity: Severity::Info,
    role: Role::State,
    step: Step::None,
    weight: Weight::ShowsHealth,
    sources: "D",
    title: Text { en: "Host of Muster is healthy", ja: "Muster のホストは正常" },
    finding: Text {
        en: "The host is activated and answers clients; neither its license nor its license pack ends soon",
        ja: "ホストはライセンス認証済みで、クライアントに応答しています。ライセンスとライセンス パックの期限にも余裕があります",
    },
    ..MUS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let well = health_value(case, "status", "ok").or_else(|| health_value(case, "status", "warning"));
    let ends = ["license", "pack"].iter().any(|what| ending(case, what).is_some());
    let is_published = health_value(case, "dns.status", "not published").is_none();
    well.filter(|_| !ends && is_published && health_value(case, "connections.status", "full").is_none())
        .map(Hit::global)
        .into_iter()
        .collect()
}
