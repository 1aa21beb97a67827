//! CLI: how the client stands.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const CLI: Rule = Rule {
    severity: Severity::Critical,
    role: Role::State,
    needs: required_evidence::LICENSES,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    ..Rule::BLANK
};

rules! {
    licensed,
    expires_within_30_days,
    expires_within_7_days,
    out_of_tolerance_grace,
    activation_never_tried,
    host_never_reached,
    host_caching_off,
    request_without_answer,
    request_refused,
    only_one_product_licensed,
    manual_activation_succeeded,
    failed_earlier_good_now,
    initial_grace,
    notification,
    not_kms_product,
    renewal_overdue,
    activation_type_fixed,
    unusual_intervals,
    non_genuine_grace,
    evaluation_licensed,
}
