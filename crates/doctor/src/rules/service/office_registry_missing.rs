//! SVC008: registry information of Office missing.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "SVC008",
    severity: Severity::High,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Service,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript ospp.vbs /dstatusall",
    sources: "S0",
    title: Text { en: "Registry information of Office missing", ja: "Office のレジストリ情報の欠落" },
    finding: Text {
        en: "{code}: Office's licensing data in the registry is not complete",
        ja: "{code}: Office のライセンス情報がレジストリにありません",
    },
    actions: &[&action::REPAIR],
    labels: &[],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &[0x8007_0001])
}
