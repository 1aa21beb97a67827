//! TOK: activation by a certificate (token-based activation).

use super::prelude::*;

/// What a rule of this family is unless it says otherwise.
pub(super) const TOK: Rule = Rule {
    severity: Severity::Critical,
    step: Step::Key,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /ltc",
    ..Rule::BLANK
};

rules! {}
