//! NOI: what looks like a failure and is none.

mod background_tasks_offline;
mod bypass_license;
mod count_at_cap;
mod dns_name_unavailable_with_pinned_host;
mod failure_at_start_then_success;
mod license_states_in_event_1003;
mod licenses_not_in_use;
mod oem_data_missing;
mod service_start_and_stop;
mod service_stopped;
mod several_computer_names_in_log;
mod token_activation_unused;
mod use_rights_reminder;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[
    &use_rights_reminder::RULE,
    &bypass_license::RULE,
    &background_tasks_offline::RULE,
    &oem_data_missing::RULE,
    &token_activation_unused::RULE,
    &license_states_in_event_1003::RULE,
    &licenses_not_in_use::RULE,
    &service_stopped::RULE,
    &count_at_cap::RULE,
    &dns_name_unavailable_with_pinned_host::RULE,
    &failure_at_start_then_success::RULE,
    &several_computer_names_in_log::RULE,
    &service_start_and_stop::RULE,
];
