//! MAK: activation with Microsoft.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const MAK: Rule = Rule {
    severity: Severity::Critical,
    step: Step::Key,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    ..Rule::BLANK
};

rules! {
    key_used_elsewhere,
    microsoft_unreachable,
    microsoft_unreachable_told,
    digital_license_missing,
    add_on_without_base,
}
