//! The SRV record of a host in a domain.

use muster_core::client::srv;

pub(crate) const TTL_SECONDS: u32 = 3600;

/// A host's SRV record in a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SrvRecord {
    /// The service label, without its underscore.
    pub service: String,
    /// The domain.
    pub domain: String,
    /// SRV priority.
    pub priority: u16,
    /// SRV weight.
    pub weight: u16,
    /// TCP port.
    pub port: u16,
    /// The host's name.
    pub target: String,
}

impl SrvRecord {
    /// The name that it belongs to.
    pub(crate) fn owner(&self) -> String {
        srv::owner(&self.service, &self.domain)
    }

    /// The record as a line of a zone file, for the administrator who creates it by hand.
    pub fn zone_line(&self) -> String {
        let Self { priority, weight, port, .. } = self;
        format!(
            "{}. {TTL_SECONDS} IN SRV {priority} {weight} {port} {}.",
            self.owner(),
            self.target.trim_end_matches('.')
        )
    }
}
