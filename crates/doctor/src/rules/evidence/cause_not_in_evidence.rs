//! EVI013: cause not in the evidence.

use super::prelude::*;

pub(super) static RULE: Rule = Rule {
    id: "EVI013",
    severity: Severity::Medium,
    confidence: Confidence::Certain,
    role: Role::State,
    step: Step::None,
    scope: Scope::Any,
    needs: required_evidence::ANYTHING,
    command: "muster doctor collect",
    sources: "D",
    title: Text { en: "Cause not in the evidence", ja: "証拠から原因を特定できない" },
    finding: Text {
        en: "{product} is not activated ({code}), and nothing here says why",
        ja: "{product} はライセンス認証されていませんが ({code})、証拠から原因を特定できません",
    },
    actions: &[&action::COLLECT],
    labels: &[Label::InsufficientEvidence],
};

pub(super) fn check(_: &Case) -> Vec<Hit> {
    // Rules do not see each other: `judge` adds this one where none of them named a cause.
    Vec::new()
}
