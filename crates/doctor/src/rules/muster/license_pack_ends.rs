//! MUS005: license pack of the host ends.

use super::{MUS, ending, prelude::*};

values! { days: Value }

pub(super) static RULE: Rule = Rule {
    id: "MUS005",
    severity: Severity::Medium,
    sources: "D",
    title: Text { en: "License pack of the host ends", ja: "ホストのライセンス パックの期限が近い" },
    finding: Text {
        en: "The license pack of the host ends (days left: {days}); from then on it refuses every client (0xC004F060)",
        ja: "ホストのライセンス パックの残り日数: {days}。期限を過ぎると、すべてのクライアントを拒否します (0xC004F060)",
    },
    actions: &[&action::MUSTER_NEW_PACK],
    ..MUS
};

pub(super) fn check(case: &Case) -> Vec<Hit<Values>> {
    let hit = |(days, severity, cites): (Value, Severity, &[Cite])| {
        Hit::global(cites).severity(severity).with(Values { days })
    };
    ending(case, "pack").map(hit).into_iter().collect()
}
