//! SVC: the licensing service, its rights and its license store.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const SVC: Rule = Rule {
    severity: Severity::High,
    step: Step::Service,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    ..Rule::BLANK
};

rules! {
    service_disabled,
    service_does_not_start,
    command_not_elevated,
    service_rights_broken,
    network_service_profile_damaged,
    enum_root_rights_missing,
    rearm_count_used_up,
    non_genuine_after_update,
    hardware_out_of_tolerance,
    system_not_genuine,
    hardware_change_told,
    not_genuine_told,
    genuine_update_told,
}
