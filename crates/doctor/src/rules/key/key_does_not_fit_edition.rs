//! KEY007: key does not fit edition.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "KEY007",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text { en: "Key does not fit edition", ja: "キーとエディションの不一致" },
    finding: Text {
        en: "{code}: the key was refused; it is mistyped, or belongs to another product",
        ja: "{code}: キーが拒否されました。入力の誤りか、別の製品のキーです",
    },
    actions: &[&action::OTHER_KEY, &action::HOST_UPDATE],
    labels: &[Label::KeyInvalid],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &[0xC004_F050, 0x8007_0490, 0xC004_E016])
}
