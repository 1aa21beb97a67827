//! HST: the KMS host.

mod client_edition_host_asked_by_server;
mod host_cannot_reach_microsoft;
mod host_idle;
mod host_key_for_other_product;
mod host_key_limit_reached;
mod host_key_older_than_clients;
mod host_key_removed;
mod host_licensed;
mod host_not_activated;
mod host_os_too_old;
mod host_refuses_product;
mod host_update_missing;
mod kms_not_enabled;
mod nonstandard_listening_port;
mod office_license_pack_missing;
mod office_on_host_itself;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[
    &kms_not_enabled::RULE,
    &host_not_activated::RULE,
    &host_key_for_other_product::RULE,
    &office_license_pack_missing::RULE,
    &host_refuses_product::RULE,
    &host_update_missing::RULE,
    &host_key_older_than_clients::RULE,
    &client_edition_host_asked_by_server::RULE,
    &nonstandard_listening_port::RULE,
    &host_key_limit_reached::RULE,
    &host_idle::RULE,
    &host_cannot_reach_microsoft::RULE,
    &office_on_host_itself::RULE,
    &host_os_too_old::RULE,
    &host_licensed::RULE,
    &host_key_removed::RULE,
];
