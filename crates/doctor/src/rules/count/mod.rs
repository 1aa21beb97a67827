//! CNT: the count of a host, and the client machine ids that it counts.

mod count_below_threshold;
mod count_stuck;
mod count_zero;
mod duplicate_cmid;
mod duplicate_office_cmid;
mod image_generalized;
mod image_not_generalized;
mod servers_activate_clients_do_not;
mod windows_and_office_count_apart;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[
    &count_below_threshold::RULE,
    &servers_activate_clients_do_not::RULE,
    &duplicate_cmid::RULE,
    &count_stuck::RULE,
    &image_not_generalized::RULE,
    &duplicate_office_cmid::RULE,
    &windows_and_office_count_apart::RULE,
    &count_zero::RULE,
    &image_generalized::RULE,
];
