//! OFF: Office.

use super::prelude;

rules! {
    not_a_volume_edition,
    microsoft_365_apps_installed,
    volume_and_subscription_side_by_side,
    office_licensed,
    office_kms_host,
}
