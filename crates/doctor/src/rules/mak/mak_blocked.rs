//! MAK005: MAK blocked.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "MAK005",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Key,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    sources: "S4",
    title: Text { en: "MAK blocked", ja: "MAK がブロックされている" },
    finding: Text {
        en: "{code}: Microsoft has blocked this MAK",
        ja: "{code}: この MAK は Microsoft によってブロックされています",
    },
    actions: &[&action::CALL_CENTRE],
    labels: &[Label::MakBlocked],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    let hits = any(case, &[KEY_BLOCKED]).into_iter();
    hits.filter(|hit| license_of(case, hit).is_some_and(|installed| installed.channel() == Channel::Mak)).collect()
}
