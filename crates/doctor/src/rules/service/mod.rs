//! SVC: the licensing service, its rights and its license store.

use super::prelude;

rules! {
    service_cannot_start,
    service_disabled,
    command_not_elevated,
    service_rights_broken,
    network_service_profile_damaged,
    enum_root_rights_missing,
    office_registry_missing,
    license_store_damaged,
    rearm_count_used_up,
    non_genuine_after_update,
    hardware_out_of_tolerance,
    system_not_genuine,
}
