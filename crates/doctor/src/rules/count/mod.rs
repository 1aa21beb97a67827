//! CNT: the count of a host, and the client machine ids that it counts.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const CNT: Rule = Rule {
    severity: Severity::High,
    role: Role::Side,
    step: Step::Count,
    needs: required_evidence::HOSTS,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    ..Rule::BLANK
};

rules! {
    count_below_threshold,
    servers_activate_clients_do_not,
    duplicate_cmid,
    count_stuck,
    image_not_generalized,
    duplicate_office_cmid,
    windows_and_office_count_apart,
    count_zero,
    image_generalized,
    one_machine_many_cmids,
    machines_never_return,
    count_just_above_threshold,
}
