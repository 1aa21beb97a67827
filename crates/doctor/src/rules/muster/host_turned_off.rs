//! MUS003: host of Muster turned off.

use super::{MUS, health_value, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "MUS003",

    sources: "D",
    title: Text { en: "Host of Muster turned off", ja: "Muster のホストが無効になっている" },
    finding: Text {
        en: "The host is retired or turned off, and answers no client (0xC004F039)",
        ja: "ホストが廃止または無効にされており、クライアントに応答しません (0xC004F039)",
    },
    actions: &[&action::MUSTER_RESUME_HOST],
    ..MUS
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    health_value(case, "enabled", "false").map(Hit::global).into_iter().collect()
}
