//! CLI001: licensed, nothing to do.

use super::{CLI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "CLI001",
    severity: Severity::Info,
    sources: "S0",
    title: Text { en: "Licensed, nothing to do", ja: "ライセンス認証済み (対処不要)" },
    finding: Text {
        en: "{product} is licensed (days left: {days})",
        ja: "{product} はライセンス認証済みです (残り日数: {days})",
    },
    labels: &[Label::LicensedOk],
    ..CLI
};

pub(super) fn check(case: &Case) -> Vec<Hit<DaysLeft>> {
    licensed(case, |installed| {
        let is_other = installed.app() == App::Office || installed.channel() == Channel::Evaluation;
        !is_other && !case.is_undated_add_on(installed)
    })
}
