//! ESU: add-on licenses for Extended Security Updates, of which each year has an activation id of its own.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const ESU: Rule = Rule {
    severity: Severity::High,
    step: Step::Key,
    scope: Scope::Windows,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv all",
    ..Rule::BLANK
};

rules! {
    activated_without_id,
    year_over,
    programme_ended,
    add_on_not_found,
    activation_id_mistyped,
    update_missing,
    system_not_eligible,
    no_key_needed_in_azure,
    entitlement_not_checked,
    undated_add_on,
}
