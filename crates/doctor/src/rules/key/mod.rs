//! KEY: which key is installed.

use super::prelude;

rules! {
    product_key_missing,
    retail_key_on_volume_computer,
    host_key_on_client,
    mak_where_kms_expected,
    kms_key_without_host,
    evaluation_edition,
    key_does_not_fit_edition,
    key_blocked,
    upgrade_without_qualifying_base,
    several_office_keys,
    key_of_another_edition,
    evaluation_ended,
    oem_marker_missing,
}
