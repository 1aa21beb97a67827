//! What an administrator sets on a host.

use crate::client::{discovery::DEFAULT_PORT, license::Intervals};

/// What `slmgr` sets on a host; the defaults are the documented ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostSettings {
    /// Whether the host answers at all; a retired host does not.
    pub enabled: bool,
    /// TCP port (`/sprt`).
    pub port: u16,
    /// Whether the host publishes itself in DNS (`/sdns`, `/cdns`).
    pub dns_publishing: bool,
    /// Whether the service runs at low priority (`/cpri`, `/spri`).
    pub low_priority: bool,
    /// How often clients are told to ask (`/sai`, `/sri`).
    pub intervals: Intervals,
}

impl Default for HostSettings {
    fn default() -> Self {
        Self {
            enabled: true,
            port: DEFAULT_PORT,
            dns_publishing: true,
            low_priority: false,
            intervals: Intervals::default(),
        }
    }
}
