//! MAK: activation with Microsoft.

use super::prelude;

rules! {
    mak_limit_reached,
    mak_extended_limit_reached,
    key_invalid,
    activation_refused_by_microsoft,
    mak_blocked,
    offline_data_rejected,
    microsoft_unreachable,
    hardware_changed,
    digital_license_missing,
}
