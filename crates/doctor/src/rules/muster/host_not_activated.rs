//! MUS002: host of Muster not activated.

use super::{MUS, health_value, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "MUS002",

    sources: "D",
    title: Text {
        en: "Host of Muster not activated", ja: "Muster のホストがライセンス認証されていない"
    },
    finding: Text {
        en: "The host is not activated, and refuses every client (0xC004F041)",
        ja: "ホストがライセンス認証されていないため、すべてのクライアントを拒否しています (0xC004F041)",
    },
    actions: &[&action::MUSTER_ACTIVATE_HOST],
    ..MUS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    health_value(case, "activated", "false").map(Hit::global).into_iter().collect()
}
