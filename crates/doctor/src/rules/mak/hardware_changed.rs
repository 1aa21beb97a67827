//! MAK008: activate again after a hardware change.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "MAK008",
    severity: Severity::High,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Store,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text { en: "Activate again after a hardware change", ja: "ハードウェア変更後の再認証" },
    finding: Text {
        en: "{code}: {product} has a MAK and the hardware changed",
        ja: "{code}: {product} は MAK を使用しており、ハードウェアが変更されています",
    },
    actions: &[&action::ACTIVATE, &action::CALL_CENTRE],
    labels: &[Label::HardwareChanged],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let hits = any(case, &[0xC004_F00F]).into_iter();
    hits.filter(|hit| license_of(case, hit).is_some_and(|installed| installed.channel() == Channel::Mak)).collect()
}
