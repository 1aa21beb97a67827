//! The DNS servers and search domains that this machine is configured with.

use crate::{files::FileError, system};
use std::net::SocketAddr;

/// What a resolver of this machine asks, and where it looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DnsServers {
    /// Name servers, in the order to ask them.
    pub servers: Vec<SocketAddr>,
    /// Search domains, in the order to look in them.
    pub search: Vec<String>,
}

/// Reads `/etc/resolv.conf`, or on Windows the configuration of the network adapters and of TCP/IP. Without that file or any
/// adapter there are no servers. Fails if the configuration cannot be read or understood.
pub fn read() -> Result<DnsServers, FileError> {
    system::dns_servers::read()
}
