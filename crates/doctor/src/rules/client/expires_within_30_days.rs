//! CLI002: expires within 30 days.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI002",
    severity: Severity::High,
    sources: "M1",
    title: Text { en: "Expires within 30 days", ja: "30 日以内に期限切れ" },
    finding: Text {
        en: "{product} is licensed (days left: {days}); renewals should have come every 7 days",
        ja: "{product} の有効期間は残り {days} 日です。通常は 7 日ごとに更新されます",
    },
    actions: &[&action::ACTIVATE, &action::COLLECT],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<DaysLeft>> {
    expiring(case, 10_081..=MONTH_MINUTES)
}
