//! MAK001: MAK limit reached.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "MAK001",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text { en: "MAK limit reached", ja: "MAK の認証回数超過" },
    finding: Text {
        en: "{code}: the MAK has been used as often as it may",
        ja: "{code}: MAK の認証回数が上限に達しています",
    },
    actions: &[&action::CALL_CENTRE],
    labels: &[Label::MakLimitExceeded],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &[0xC004_C020])
}
