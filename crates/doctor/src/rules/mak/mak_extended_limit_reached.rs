//! MAK002: extended limit reached.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "MAK002",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text { en: "Extended limit reached", ja: "MAK の拡張上限超過" },
    finding: Text {
        en: "{code}: the extension of the MAK is used up too",
        ja: "{code}: MAK の拡張分も上限に達しています",
    },
    actions: &[&action::CALL_CENTRE],
    labels: &[Label::MakLimitExceeded],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &[0xC004_C021])
}
