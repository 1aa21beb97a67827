//! SVC: the licensing service, its rights and its license store.

mod command_not_elevated;
mod enum_root_rights_missing;
mod hardware_out_of_tolerance;
mod license_store_damaged;
mod network_service_profile_damaged;
mod non_genuine_after_update;
mod office_registry_missing;
mod rearm_count_used_up;
mod service_cannot_start;
mod service_disabled;
mod service_rights_broken;
mod system_not_genuine;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[
    &service_cannot_start::RULE,
    &service_disabled::RULE,
    &command_not_elevated::RULE,
    &service_rights_broken::RULE,
    &network_service_profile_damaged::RULE,
    &enum_root_rights_missing::RULE,
    &office_registry_missing::RULE,
    &license_store_damaged::RULE,
    &rearm_count_used_up::RULE,
    &non_genuine_after_update::RULE,
    &hardware_out_of_tolerance::RULE,
    &system_not_genuine::RULE,
];
