//! ADB: activation by Active Directory.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const ADB: Rule = Rule {
    severity: Severity::High,
    step: Step::Discovery,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    ..Rule::BLANK
};

rules! {
    retail_edition_with_directory_activation,
    activated_by_directory,
}
