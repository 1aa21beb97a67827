//! CLI006: in out-of-tolerance grace.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI006",
    severity: Severity::High,
    step: Step::Store,
    sources: "S4",
    title: Text { en: "In out-of-tolerance grace", ja: "許容範囲外の猶予期間" },
    finding: Text {
        en: "{product} was activated and has run out, or its hardware changed (days of grace left: {days})",
        ja: "{product} は、ライセンス認証の期限切れまたはハードウェアの変更により、許容範囲外の猶予期間に入っています (残り日数: {days})",
    },
    actions: &[&action::ACTIVATE, &action::VPN],
    labels: &[Label::Grace, Label::ExpiredOffNetwork],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<DaysLeft>> {
    let licenses = case.clients().filter(|(_, installed)| installed.license.status == Some(3));
    licenses
        .map(|(index, installed)| Hit::for_license(index, &installed.status_lines()).with(days_left(installed)))
        .collect()
}
