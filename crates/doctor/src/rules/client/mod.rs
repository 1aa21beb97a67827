//! CLI: how the client stands.

mod activation_never_tried;
mod expires_within_30_days;
mod expires_within_7_days;
mod failed_earlier_good_now;
mod grace_ended;
mod host_never_reached;
mod initial_grace;
mod licensed;
mod manual_activation_succeeded;
mod not_kms_product;
mod notification;
mod only_one_product_licensed;
mod out_of_tolerance_grace;
mod request_refused;
mod request_without_answer;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[
    &licensed::RULE,
    &expires_within_30_days::RULE,
    &expires_within_7_days::RULE,
    &grace_ended::RULE,
    &out_of_tolerance_grace::RULE,
    &activation_never_tried::RULE,
    &host_never_reached::RULE,
    &request_without_answer::RULE,
    &request_refused::RULE,
    &only_one_product_licensed::RULE,
    &manual_activation_succeeded::RULE,
    &failed_earlier_good_now::RULE,
    &initial_grace::RULE,
    &notification::RULE,
    &not_kms_product::RULE,
];
