//! ADB002: not in the domain, or the domain cannot be reached.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "ADB002",
    severity: Severity::Critical,
    confidence: Confidence::Certain,
    role: Role::Cause,
    step: Step::Discovery,
    scope: Scope::Any,
    needs: required_evidence::CLIENT,
    command: "nltest /dsgetdc:DOMAIN",
    sources: "M18",
    title: Text {
        en: "Not in the domain, or the domain cannot be reached",
        ja: "ドメイン未参加、またはドメインに接続できない",
    },
    finding: Text {
        en: "{code}: the directory that is to activate this product cannot be reached",
        ja: "{code}: この製品を認証するディレクトリに接続できません",
    },
    actions: &[&action::REACH_DIRECTORY],
    labels: &[],
};

pub(super) fn check(case: &Case) -> Vec<Hit> {
    any(case, &[0x8007_054B])
}
