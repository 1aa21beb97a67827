//! OFF: Office.

mod microsoft_365_apps_installed;
mod not_a_volume_edition;
mod office_kms_host;
mod office_licensed;
mod volume_and_subscription_side_by_side;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[
    &not_a_volume_edition::RULE,
    &microsoft_365_apps_installed::RULE,
    &volume_and_subscription_side_by_side::RULE,
    &office_licensed::RULE,
    &office_kms_host::RULE,
];
