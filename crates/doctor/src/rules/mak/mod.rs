//! MAK: activation with Microsoft.

mod activation_refused_by_microsoft;
mod digital_license_missing;
mod hardware_changed;
mod key_invalid;
mod mak_blocked;
mod mak_extended_limit_reached;
mod mak_limit_reached;
mod microsoft_unreachable;
mod offline_data_rejected;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[
    &mak_limit_reached::RULE,
    &mak_extended_limit_reached::RULE,
    &key_invalid::RULE,
    &activation_refused_by_microsoft::RULE,
    &mak_blocked::RULE,
    &offline_data_rejected::RULE,
    &microsoft_unreachable::RULE,
    &hardware_changed::RULE,
    &digital_license_missing::RULE,
];
