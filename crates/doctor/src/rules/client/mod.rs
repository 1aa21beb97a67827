//! CLI: how the client stands.

use super::prelude;

rules! {
    licensed,
    expires_within_30_days,
    expires_within_7_days,
    grace_ended,
    out_of_tolerance_grace,
    activation_never_tried,
    host_never_reached,
    request_without_answer,
    request_refused,
    only_one_product_licensed,
    manual_activation_succeeded,
    failed_earlier_good_now,
    initial_grace,
    notification,
    not_kms_product,
}
