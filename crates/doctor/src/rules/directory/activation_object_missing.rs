//! ADB001: no activation object in the directory.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ADB001",
    severity: Severity::High,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Discovery,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /ao-list",
    sources: "M18",
    title: Text {
        en: "No activation object in the directory",
        ja: "ディレクトリにアクティベーション オブジェクトがない",
    },
    finding: Text {
        en: "{code}: the directory holds no activation object for this product",
        ja: "{code}: ディレクトリにこの製品のアクティベーション オブジェクトがありません",
    },
    actions: &[&action::CREATE_OBJECT],
    labels: &[],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &[0x8007_2030])
}
