//! CLI022: in the grace period of a product that was judged not genuine.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI022",
    severity: Severity::High,
    step: Step::Store,
    sources: "S4",
    title: Text { en: "In non-genuine grace", ja: "非正規の猶予期間" },
    finding: Text {
        en: "{product} was judged not genuine and runs in the grace period for that (days left: {days})",
        ja: "{product} は正規品でないと判断され、非正規の猶予期間に入っています (残り日数: {days})",
    },
    actions: &[&action::OTHER_KEY, &action::CALL_CENTRE],
    labels: &[Label::NonGenuine, Label::Grace],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<DaysLeft>> {
    let licenses = case.clients().filter(|(_, installed)| installed.license.status == Some(4));
    licenses
        .map(|(index, installed)| Hit::for_license(index, &installed.status_lines()).with(days_left(installed)))
        .collect()
}
