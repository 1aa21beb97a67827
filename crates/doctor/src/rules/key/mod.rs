//! KEY: which key is installed.

mod evaluation_edition;
mod evaluation_ended;
mod host_key_on_client;
mod key_blocked;
mod key_does_not_fit_edition;
mod key_of_another_edition;
mod kms_key_without_host;
mod mak_where_kms_expected;
mod oem_marker_missing;
mod product_key_missing;
mod retail_key_on_volume_computer;
mod several_office_keys;
mod upgrade_without_qualifying_base;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[
    &product_key_missing::RULE,
    &retail_key_on_volume_computer::RULE,
    &host_key_on_client::RULE,
    &mak_where_kms_expected::RULE,
    &kms_key_without_host::RULE,
    &evaluation_edition::RULE,
    &key_does_not_fit_edition::RULE,
    &key_blocked::RULE,
    &upgrade_without_qualifying_base::RULE,
    &several_office_keys::RULE,
    &key_of_another_edition::RULE,
    &evaluation_ended::RULE,
    &oem_marker_missing::RULE,
];
