//! SVC009: license store damaged.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "SVC009",
    severity: Severity::High,
    confidence: Confidence::Likely,
    role: Role::Cause,
    step: Step::Store,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "M16 M17",
    title: Text { en: "License store damaged", ja: "ライセンス ストア (tokens.dat) の破損" },
    finding: Text {
        en: "{code} is the result of an action, not a state in event 1003",
        ja: "{code} は操作の結果です (イベント 1003 の状態ではありません)",
    },
    actions: &[&action::REBUILD_STORE, &action::REPAIR],
    labels: &[Label::TokensCorrupt],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &[0xC004_E015, 0xC004_E003, 0xC004_E002, 0xC004_E001, 0xC004_D302])
}
