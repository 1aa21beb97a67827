//! MAK006: offline data rejected.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "MAK006",
    severity: Severity::High,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text { en: "Offline data rejected", ja: "オフライン データが拒否された" },
    finding: Text {
        en: "{code}: the installation ID or confirmation ID was mistyped, or is for another computer, key or attempt",
        ja: "{code}: インストール ID または確認 ID の入力に誤りがあるか、別のコンピューター、キー、または以前の手続きのものです",
    },
    actions: &[&action::READ_IDS_AGAIN],
    labels: &[],
};

/// Form, length, version, check digits, another key, another computer.
const REJECTED: [u32; 6] = [0xC004_F02C, 0xC004_F02D, 0xC004_F02F, 0xC004_F04D, 0xC004_F07E, 0xC004_F07F];

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &REJECTED)
}
