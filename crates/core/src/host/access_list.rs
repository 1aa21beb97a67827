//! Which networks and machines may ask a host.

use crate::id::Cmid;
use core::net::IpAddr;
use ipnet::IpNet;

/// Allow-lists and deny-lists. A deny-list wins; where an allow-list is not empty, only what it names is allowed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessList {
    /// Networks that may ask.
    pub allow_networks: Vec<IpNet>,
    /// Networks that may not ask.
    pub deny_networks: Vec<IpNet>,
    /// Machines that may ask: names, ids (CMID), or the beginning of a name and `*`.
    pub allow_machines: Vec<String>,
    /// Machines that may not ask.
    pub deny_machines: Vec<String>,
}

impl AccessList {
    /// Whether a machine at this address may ask.
    pub fn permits(&self, address: IpAddr, machine: &str, cmid: Cmid) -> bool {
        let named = |names: &[String]| !names.is_empty() && is_named(names, machine, cmid);
        let allowed = self.allow_machines.is_empty() || named(&self.allow_machines);
        self.permits_network(address) && allowed && !named(&self.deny_machines)
    }

    /// Whether anybody at this address may ask.
    pub fn permits_network(&self, address: IpAddr) -> bool {
        // A client that reaches a dual-stack listener over IPv4 is one of its IPv4 network.
        let address = address.to_canonical();
        let within = |networks: &[IpNet]| networks.iter().any(|network| network.contains(&address));
        (self.allow_networks.is_empty() || within(&self.allow_networks)) && !within(&self.deny_networks)
    }
}

fn is_named(names: &[String], machine: &str, cmid: Cmid) -> bool {
    let machine = machine.to_lowercase();
    let short = machine.split('.').next().unwrap_or_default();
    let cmid = cmid.to_string();
    names.iter().map(|name| name.to_lowercase()).any(|name| match name.strip_suffix('*') {
        Some(beginning) => machine.starts_with(beginning),
        None => name == machine || name == short || name == cmid,
    })
}
