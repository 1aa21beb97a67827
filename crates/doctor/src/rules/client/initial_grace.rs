//! CLI019: in grace, not yet activated.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI019",
    severity: Severity::Medium,
    weight: Weight::ExplainsTrouble,
    sources: "S4",
    title: Text { en: "In grace, not yet activated", ja: "猶予期間中 (ライセンス認証前)" },
    finding: Text {
        en: "{product} runs in its grace period (days left: {days})",
        ja: "{product} は猶予期間中です (残り日数: {days})",
    },
    actions: &[&action::GRACE],
    labels: &[Label::Grace],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<DaysLeft>> {
    let in_grace = |installed: &InstalledLicense| matches!(installed.license.status, Some(2 | 6));
    let licenses = case.clients().filter(|(_, installed)| in_grace(installed) && !installed.needs_no_activation());
    licenses
        .map(|(index, installed)| Hit::for_license(index, &installed.status_lines()).with(days_left(installed)))
        .collect()
}
