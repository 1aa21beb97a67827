//! NET: reaching the host over the network.

mod client_port_mismatch;
mod firewall_rule_off;
mod network_not_ready;
mod no_host_reached;
mod not_enabled_or_port_blocked;
mod other_service_listens;
mod outbound_filter;
mod port_refused;
mod port_unreachable;
mod rpc_server_unavailable;

use super::prelude;
use crate::rule::Rule;

/// The rules of this family, in the order of their ids.
pub(super) static RULES: &[&Rule] = &[
    &port_refused::RULE,
    &port_unreachable::RULE,
    &other_service_listens::RULE,
    &rpc_server_unavailable::RULE,
    &client_port_mismatch::RULE,
    &firewall_rule_off::RULE,
    &network_not_ready::RULE,
    &outbound_filter::RULE,
    &not_enabled_or_port_blocked::RULE,
    &no_host_reached::RULE,
];
