//! EVI013: cause not in the evidence.

use super::{EVI, prelude::*};

pub(super) static RULE: Rule = Rule {
    id: "EVI013",
    role: Role::State,
    sources: "D",
    title: Text { en: "Cause not in the evidence", ja: "証拠から原因を特定できない" },
    finding: Text {
        en: "{product} is not activated ({code}), and nothing here says why",
        ja: "{product} はライセンス認証されていませんが ({code})、証拠から原因を特定できません",
    },
    actions: &[&action::COLLECT],
    labels: &[Label::InsufficientEvidence],
    ..EVI
};

pub(super) fn check(_: &Case) -> Vec<Hit> {
    // Rules do not see each other: `judge` adds this one where none of them named a cause.
    Vec::new()
}
