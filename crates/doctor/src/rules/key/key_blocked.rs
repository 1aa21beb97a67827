//! KEY008: key blocked.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "KEY008",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S0 S4",
    title: Text { en: "Key blocked", ja: "キーがブロックされている" },
    finding: Text {
        en: "{code}: Microsoft has blocked this key",
        ja: "{code}: このキーは Microsoft によってブロックされています",
    },
    actions: &[&action::CALL_CENTRE],
    labels: &[Label::MakBlocked],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let hits = any(case, &[KEY_BLOCKED, 0xC004_F051]).into_iter();
    hits.filter(|hit| {
        license_of(case, hit)
            .is_none_or(|installed| installed.channel() != Channel::Mak && !installed.needs_no_activation())
    })
    .collect()
}
