//! CLI005: grace ended.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "CLI005",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::State,
    step: Step::None,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text { en: "Grace ended", ja: "猶予期間の終了" },
    finding: Text {
        en: "The grace period of {product} has ended ({code})",
        ja: "{product} の猶予期間が終了しています ({code})",
    },
    actions: &[&action::ACTIVATE],
    labels: &[Label::Notification, Label::GraceExpired],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let hits = any(case, &[GRACE_OVER]).into_iter();
    hits.filter(|hit| license_of(case, hit).is_none_or(|installed| installed.channel() != Channel::Evaluation))
        .collect()
}
