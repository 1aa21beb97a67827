//! TIM: the clocks of client and host.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const TIM: Rule = Rule {
    severity: Severity::Critical,
    step: Step::Count,
    needs: required_evidence::CLIENT,
    command: "w32tm /stripchart /computer:{host} /samples:3",
    ..Rule::BLANK
};

rules! {
    clock_skew,
    clock_skew_in_host_log,
    clock_not_synchronised,
}
