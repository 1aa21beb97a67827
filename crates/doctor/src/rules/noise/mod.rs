//! NOI: what looks like a failure and is none.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const NOI: Rule = Rule {
    role: Role::Noise,
    needs: required_evidence::EVENTS,
    command: "wevtutil epl Application Application.evtx",
    ..Rule::BLANK
};

rules! {
    use_rights_reminder,
    bypass_license,
    background_tasks_offline,
    licenses_not_in_use,
    routine_event_told,
    service_stopped,
    count_at_cap,
    dns_name_unavailable_with_pinned_host,
    failure_at_start_then_success,
    several_computer_names_in_log,
    trial_left_behind,
}
