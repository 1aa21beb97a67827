//! DNS: finding a host, and resolving its name.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const DNS: Rule = Rule {
    severity: Severity::Critical,
    step: Step::Discovery,
    needs: required_evidence::DISCOVERY,
    command: "nslookup -type=srv _vlmcs._tcp",
    ..Rule::BLANK
};

rules! {
    srv_record_missing,
    host_name_unresolved,
    name_syntax_or_no_suffix,
    primary_suffix_missing,
    dns_server_failure,
    srv_record_under_other_suffix,
    srv_target_unresolved,
    srv_record_of_retired_host,
    some_srv_targets_dead,
    srv_port_mismatch,
    pinned_host_unreachable,
    asked_host_not_in_dns,
    publishing_off,
    lookup_domain_without_record,
    srv_publishing_failed,
    unexpected_srv_target,
    srv_record_found,
    host_without_dns_server,
    pin_without_need,
    address_without_brackets,
}

/// The line of an empty primary suffix, where nothing else is searched and no host is known: then no query for a host is made.
fn searches_nowhere(case: &Case) -> Option<&[Cite]> {
    let (_, cites) = case.suffix.as_ref().filter(|(suffix, _)| suffix.is_empty())?;
    let searched = case.observations(ObservationKind::SearchList).any(|(observation, _)| !observation.value.is_empty());
    let found = case.clients().any(|(_, installed)| installed.host().is_some() || installed.was_answered());
    (!searched && !found).then_some(cites)
}
