//! NET: reaching the host over the network.

use super::prelude::{self, *};

/// What a rule of this family is unless it says otherwise.
pub(super) const NET: Rule = Rule {
    severity: Severity::Critical,
    step: Step::Port,
    needs: required_evidence::PORTS,
    command: "Test-NetConnection {host} -Port {port}",
    ..Rule::BLANK
};

rules! {
    port_refused,
    port_unreachable,
    other_service_listens,
    client_port_mismatch,
    firewall_rule_off,
    outbound_filter,
    not_enabled_or_port_blocked,
    no_host_reached,
}
