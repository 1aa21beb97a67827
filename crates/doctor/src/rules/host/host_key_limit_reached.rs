//! HST012: host key use exhausted.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "HST012",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Answer,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text { en: "Host key use exhausted", ja: "ホスト キーの認証回数超過" },
    finding: Text {
        en: "{code}: the KMS host key has been activated as often as it may",
        ja: "{code}: KMS ホスト キーの認証回数が上限に達しています",
    },
    actions: &[&action::CALL_CENTRE],
    labels: &[Label::HostKeyLimit],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &[0xC004_C008])
}
