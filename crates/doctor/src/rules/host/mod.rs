//! HST: the KMS host.

use super::prelude;

rules! {
    kms_not_enabled,
    host_not_activated,
    host_key_for_other_product,
    office_license_pack_missing,
    host_refuses_product,
    host_update_missing,
    host_key_older_than_clients,
    client_edition_host_asked_by_server,
    nonstandard_listening_port,
    host_key_limit_reached,
    host_idle,
    host_cannot_reach_microsoft,
    office_on_host_itself,
    host_os_too_old,
    host_licensed,
    host_key_removed,
}
