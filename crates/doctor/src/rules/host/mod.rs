//! HST: the KMS host.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const HST: Rule = Rule {
    severity: Severity::Critical,
    step: Step::Answer,
    needs: required_evidence::HOSTS,
    command: "cscript //nologo %windir%\\system32\\slmgr.vbs /dlv",
    ..Rule::BLANK
};

rules! {
    kms_not_enabled,
    host_not_activated,
    office_license_pack_missing,
    host_refuses_product,
    host_update_missing,
    host_key_of_other_product,
    newer_host_key_refused,
    host_key_older_than_clients,
    client_edition_host_asked_by_server,
    nonstandard_listening_port,
    host_idle,
    office_on_host_itself,
    host_os_too_old,
    host_licensed,
    host_key_removed,
    client_key_on_host,
    host_answers_probe,
    failed_requests,
    low_priority,
    azure_edition,
    licensed_and_not_listening,
    no_host_key,
    host_key_unknown,
    host_key_used_up,
}

/// The newest request that a host's log shows as refused with a code, and how many there are.
fn refused_requests(case: &Case, refusal: Code) -> Option<(&LoggedEvent, usize)> {
    // A host of Muster has rules of its own.
    let is_refused = |request: &&LoggedEvent| request.record.code == Some(refusal) && !case.is_of_muster();
    let mut refused = case.requests.iter().filter(is_refused);
    let last = refused.next_back()?;
    Some((last, refused.count() + 1))
}

/// Whether a host does not take the very key that would cover the product which it refuses: its Windows does not know it yet.
fn is_refused_on_host(case: &Case) -> bool {
    let (not_covered, not_installed) = ([code::PRODUCT_NOT_COVERED], [code::PRODUCT_NOT_INSTALLED]);
    let is_told = |found: CodeMatch<'_>| found.is_by_key_command() && !case.is_evaluation(found.installed);
    any_license_with(case, &not_covered).next().is_some()
        && (any_license_with(case, &not_installed).any(is_told) || !refused_host_keys(case).is_empty())
}
