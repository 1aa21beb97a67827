//! CLI003: expires within 7 days.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI003",
    sources: "M1",
    title: Text { en: "Expires within 7 days", ja: "7 日以内に期限切れ" },
    finding: Text {
        en: "{product} is licensed (days left: {days})", ja: "{product} の有効期間は残り {days} 日です"
    },
    actions: &[&action::ACTIVATE, &action::COLLECT],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<DaysLeft>> {
    expiring(case, 0..=10_080)
}
