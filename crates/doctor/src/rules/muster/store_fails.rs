//! MUS007: store of the host fails.

use super::{MUS, health_value, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "MUS007",

    sources: "D",
    title: Text { en: "Store of the host fails", ja: "ホストのデータベースの障害" },
    finding: Text {
        en: "The host can store nothing, and answers no client until it can",
        ja: "ホストはデータを保存できず、復旧するまでクライアントに応答しません",
    },
    actions: &[&action::MUSTER_MEND_STORE],
    ..MUS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    health_value(case, "store.status", "failing")
        .or_else(|| health_value(case, "store.up", "0"))
        .map(Hit::global)
        .into_iter()
        .collect()
}
