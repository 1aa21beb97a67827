//! MAK003: key invalid.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "MAK003",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text { en: "Key invalid", ja: "キーが無効" },
    finding: Text { en: "{code}: Microsoft does not know this key", ja: "{code}: このキーは無効です" },
    actions: &[&action::OTHER_KEY],
    labels: &[Label::KeyInvalid],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &[0xC004_C001])
}
