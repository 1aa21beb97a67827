//! DNS: finding a host, and resolving its name.

use super::prelude;

rules! {
    srv_record_missing,
    host_name_unresolved,
    name_syntax_or_no_suffix,
    primary_suffix_missing,
    dns_server_missing,
    dns_server_failure,
    srv_record_under_other_suffix,
    srv_target_unresolved,
    srv_record_of_retired_host,
    some_srv_targets_dead,
    srv_port_mismatch,
    pinned_host_unreachable,
    lookup_domain_without_record,
    srv_publishing_failed,
    unexpected_srv_target,
    srv_record_found,
}
