//! EVI: whether the evidence is complete and can be trusted.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const EVI: Rule = Rule {
    severity: Severity::Medium,
    role: Role::Side,
    weight: Weight::NamesNoCause,
    needs: required_evidence::ANYTHING,
    command: "muster doctor collect",
    ..Rule::BLANK
};

rules! {
    no_activation_evidence,
    collected_without_elevation,
    several_computers_mixed,
    log_too_short,
    log_cleared_or_gaps,
    vbscript_unavailable,
    host_side_missing,
}
