//! SVC001: protection service cannot start.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "SVC001",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Service,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "sc query osppsvc & sc query sppsvc",
    sources: "S0",
    title: Text { en: "Protection service cannot start", ja: "保護サービスを開始できない" },
    finding: Text {
        en: "{code}: the service that licenses {product} is disabled or not installed",
        ja: "{code}: {product} のライセンスを管理するサービスが無効か、インストールされていません",
    },
    actions: &[&action::ENABLE_SERVICE, &action::ACTIVATE],
    labels: &[Label::ServiceDisabled],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &[0x8007_0422, 0x8007_0426])
}
