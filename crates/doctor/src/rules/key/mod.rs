//! KEY: which key is installed.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const KEY: Rule = Rule {
    severity: Severity::Critical,
    step: Step::Key,
    needs: required_evidence::CLIENT,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    ..Rule::BLANK
};

rules! {
    product_key_missing,
    key_refused,
    host_not_met_told,
    retail_key_on_volume_computer,
    host_key_on_client,
    mak_where_kms_expected,
    kms_key_without_host,
    evaluation_edition,
    several_office_keys,
    key_of_another_edition,
    key_blocked,
    evaluation_ended,
    evaluation_without_state,
    oem_marker_missing,
    oem_key_on_volume_computer,
    host_key_told,
}

/// What a log says of a key that was not installed (1017), if it shows none that was (1016) after it and nothing is licensed.
fn refused_in_log(case: &Case, codes: &[Code]) -> Option<Hit<CodeAndHost>> {
    let last = case.last_event(1017, &[1016])?;
    let code = last.record.code.filter(|code| codes.contains(code))?;
    (!case.has_licensed_client()).then(|| Hit::global(&last.cites).with(CodeAndHost::code(code)))
}

/// Whether nothing tells how an evaluation stands.
fn is_silent(installed: &InstalledLicense) -> bool {
    installed.channel() == Channel::Evaluation
        && !installed.is_well()
        && !installed.is_in_trouble()
        && installed.active_codes.is_empty()
}

/// Whether no tool shows a product or a record, and no code says more than people do.
fn are_words_alone(case: &Case) -> bool {
    case.licenses.is_empty() && case.unattributed_codes.is_empty() && case.srvs.is_empty()
}
