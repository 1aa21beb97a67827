//! EVI: whether the evidence is complete and can be trusted.

mod cause_not_in_evidence;
mod collected_without_elevation;
mod host_side_missing;
mod log_cleared_or_gaps;
mod log_too_short;
mod no_activation_evidence;
mod several_computers_mixed;
mod vbscript_unavailable;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[
    &no_activation_evidence::RULE,
    &collected_without_elevation::RULE,
    &several_computers_mixed::RULE,
    &log_too_short::RULE,
    &log_cleared_or_gaps::RULE,
    &vbscript_unavailable::RULE,
    &host_side_missing::RULE,
    &cause_not_in_evidence::RULE,
];
