//! OFF004: Office already licensed.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "OFF004",
    severity: Severity::Info,
    confidence: Confidence::Certain,
    role: Role::State,
    step: Step::None,
    scope: Scope::Office,
    needs: required_evidence::OFFICE,
    command: "cscript ospp.vbs /dstatusall",
    sources: "S0",
    title: Text { en: "Office already licensed", ja: "Office は認証済み" },
    finding: Text {
        en: "{product} is licensed (days left: {days})",
        ja: "{product} はライセンス認証済みです (残り日数: {days})",
    },
    actions: &[&action::NONE],
    labels: &[Label::LicensedOk],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    licensed(case, |installed| installed.app() == App::Office && !installed.needs_no_activation())
}
