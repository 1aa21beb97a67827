//! NOI: what looks like a failure and is none.

use super::prelude;

rules! {
    use_rights_reminder,
    bypass_license,
    background_tasks_offline,
    oem_data_missing,
    token_activation_unused,
    license_states_in_event_1003,
    licenses_not_in_use,
    service_stopped,
    count_at_cap,
    dns_name_unavailable_with_pinned_host,
    failure_at_start_then_success,
    several_computer_names_in_log,
    service_start_and_stop,
}
