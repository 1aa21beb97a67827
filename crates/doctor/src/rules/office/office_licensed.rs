//! OFF004: Office already licensed.

use super::{OFF, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "OFF004",
    step: Step::None,
    sources: "S0",
    title: Text { en: "Office already licensed", ja: "Office はライセンス認証済み" },
    finding: Text {
        en: "{product} is licensed (days left: {days})",
        ja: "{product} はライセンス認証済みです (残り日数: {days})",
    },
    labels: &[Label::LicensedOk],
    ..OFF
};

pub(super) fn check(case: &Case) -> Vec<Hit<DaysLeft>> {
    licensed(case, |installed| installed.app() == App::Office && !installed.needs_no_activation())
}
