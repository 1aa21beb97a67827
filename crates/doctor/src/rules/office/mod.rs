//! OFF: Office.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const OFF: Rule = Rule {
    role: Role::State,
    step: Step::Key,
    scope: Scope::Office,
    needs: required_evidence::OFFICE,
    command: "cscript ospp.vbs /dstatusall",
    ..Rule::BLANK
};

rules! {
    not_a_volume_edition,
    microsoft_365_apps_installed,
    volume_and_subscription_side_by_side,
    office_licensed,
    version_before_kms,
    office_kms_host,
    out_of_support,
    visio_or_project_without_key,
}
