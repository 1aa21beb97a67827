//! SUB: Windows Enterprise by subscription, on top of an activated Pro.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const SUB: Rule = Rule {
    severity: Severity::High,
    step: Step::Key,
    scope: Scope::Windows,
    needs: required_evidence::LICENSES,
    command: "dsregcmd /status",
    sources: "M33",
    ..Rule::BLANK
};

rules! {
    subscription_lapsed,
    not_entra_joined,
    update_locations_barred,
}
