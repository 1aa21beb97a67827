//! MAK004: cannot be activated.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "MAK004",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text { en: "Cannot be activated", ja: "ライセンス認証できない" },
    finding: Text {
        en: "{code}: Microsoft's server refuses to activate this machine",
        ja: "{code}: Microsoft のサーバーがこのコンピューターの認証を拒否しました",
    },
    actions: &[&action::CALL_CENTRE],
    labels: &[],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &[0xC004_B100])
}
