//! NET: reaching the host over the network.

use super::prelude;

rules! {
    port_refused,
    port_unreachable,
    other_service_listens,
    rpc_server_unavailable,
    client_port_mismatch,
    firewall_rule_off,
    network_not_ready,
    outbound_filter,
    not_enabled_or_port_blocked,
    no_host_reached,
}
