//! KEY009: volume upgrade without a qualifying base.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "KEY009",
    severity: Severity::High,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text {
        en: "Volume upgrade without a qualifying base",
        ja: "対象 OS のないボリューム ライセンス アップグレード",
    },
    finding: Text {
        en: "{code}: the volume license is an upgrade, and this machine has no qualifying license in its firmware",
        ja: "{code}: ボリューム ライセンスはアップグレード用ですが、対象となるライセンスがファームウェアにありません",
    },
    actions: &[&action::INSTALL_BASE],
    labels: &[Label::NotQualifyingHardware],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &[0xC004_F035])
}
