//! The SRV record of a host in a domain.

use muster_core::client::srv;

pub(crate) const TTL_SECONDS: u32 = 3600;

/// A host's SRV record in a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SrvRecord {
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
    /// The record as a line of a zone file, for the administrator who creates it by hand.
    pub fn zone_line(&self, service: &str) -> String {
        let owner = srv::owner(service, &self.domain);
        let Self { priority, weight, port, .. } = self;
        format!("{owner}. {TTL_SECONDS} IN SRV {priority} {weight} {port} {}.", self.target.trim_end_matches('.'))
    }
}
