//! EVI: whether the evidence is complete and can be trusted.

use super::prelude;

rules! {
    no_activation_evidence,
    collected_without_elevation,
    several_computers_mixed,
    log_too_short,
    log_cleared_or_gaps,
    vbscript_unavailable,
    host_side_missing,
    cause_not_in_evidence,
}
