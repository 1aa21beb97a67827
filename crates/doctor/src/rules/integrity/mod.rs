//! INT: what an owner of the machine did not set up.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const INT: Rule = Rule {
    severity: Severity::High,
    role: Role::Side,
    step: Step::Discovery,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    ..Rule::BLANK
};

rules! {
    unapproved_host,
    full_product_key_in_evidence,
    protection_files_altered,
    judged_not_genuine,
    valid_too_long,
    intervals_out_of_range,
    no_valid_license,
}
