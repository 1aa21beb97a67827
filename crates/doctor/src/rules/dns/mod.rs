//! DNS: finding a host, and resolving its name.

mod dns_server_failure;
mod dns_server_missing;
mod host_name_unresolved;
mod lookup_domain_without_record;
mod name_syntax_or_no_suffix;
mod pinned_host_unreachable;
mod primary_suffix_missing;
mod some_srv_targets_dead;
mod srv_port_mismatch;
mod srv_publishing_failed;
mod srv_record_found;
mod srv_record_missing;
mod srv_record_of_retired_host;
mod srv_record_under_other_suffix;
mod srv_target_unresolved;
mod unexpected_srv_target;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[
    &srv_record_missing::RULE,
    &host_name_unresolved::RULE,
    &name_syntax_or_no_suffix::RULE,
    &primary_suffix_missing::RULE,
    &dns_server_missing::RULE,
    &dns_server_failure::RULE,
    &srv_record_under_other_suffix::RULE,
    &srv_target_unresolved::RULE,
    &srv_record_of_retired_host::RULE,
    &some_srv_targets_dead::RULE,
    &srv_port_mismatch::RULE,
    &pinned_host_unreachable::RULE,
    &lookup_domain_without_record::RULE,
    &srv_publishing_failed::RULE,
    &unexpected_srv_target::RULE,
    &srv_record_found::RULE,
];
