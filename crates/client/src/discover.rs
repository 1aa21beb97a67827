//! Where hosts are: the SRV records of a domain and the addresses of a name.

use crate::{
    dns::{self, Answer, DnsName},
    error::ClientError,
};
use domain::base::Rtype;
use muster_core::client::{
    discovery::{HostAddress, LookupFailure},
    srv,
};
use muster_platform::{deadline::Deadline, dns_servers, entropy::Entropy, resolver};
use std::{
    collections::HashSet,
    io::ErrorKind,
    net::{IpAddr, SocketAddr},
    str::FromStr,
    time::Duration,
};

/// How often a server is asked.
const TRIES: usize = 2;
/// How long all servers together may take for one domain.
const LOOKUP_TIMEOUT: Duration = Duration::from_secs(20);
/// How long a host may take, unless it is said otherwise.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(15);
/// More hosts of one domain are not tried, and more addresses of one host are not.
const HOSTS_MAX: usize = 64;
const ADDRESSES_MAX: usize = 16;

/// The name servers that a client asks and the domains that it looks in.
#[derive(Clone, Debug)]
pub struct Network {
    /// Name servers, in order.
    pub servers: Vec<SocketAddr>,
    /// Domains, in order.
    pub suffixes: Vec<String>,
    /// Whether these were given by hand: host addresses are asked of these servers too, not of the system.
    pub dns_overridden: bool,
    /// How long a host may take as a whole: to find its addresses, and to ask at each of them.
    pub request_timeout: Duration,
}

/// A machine that knows nothing of its network.
impl Default for Network {
    fn default() -> Self {
        Self { servers: Vec::new(), suffixes: Vec::new(), dns_overridden: false, request_timeout: REQUEST_TIMEOUT }
    }
}

impl Network {
    /// What the machine is configured with: the domain of its own name, then those of resolv.conf.
    pub fn system(machine_name: &str) -> Result<Self, ClientError> {
        let system = dns_servers::read()?;
        let own = machine_name.split_once('.').map(|(_, domain)| domain.to_owned());
        let mut known = HashSet::new();
        let suffixes =
            own.into_iter().chain(system.search).filter(|suffix| suffix != "." && known.insert(suffix.clone()));
        Ok(Self { servers: system.servers, suffixes: suffixes.collect(), ..Self::default() })
    }

    /// The hosts that a domain's SRV records name, in the order to try them; at most 64.
    pub fn hosts(&self, service: &str, domain: &str, entropy: &Entropy) -> Result<Vec<HostAddress>, LookupFailure> {
        let deadline = Deadline::after(LOOKUP_TIMEOUT);
        let answer = self.ask(&srv::owner(service, domain), Rtype::SRV, deadline, entropy)?;
        let mut found = answer.services().ok_or(LookupFailure::ServerFailure)?;
        // The target "." says that the service is decidedly not there (RFC 2782).
        found.retain(|record| record.host.name != "." && !record.host.name.is_empty());
        if found.is_empty() {
            return Err(LookupFailure::NoRecord);
        }
        let mut ordered = srv::order(found, |limit| draw(limit, entropy));
        ordered.truncate(HOSTS_MAX);
        Ok(ordered)
    }

    /// The addresses of a host that are known by a deadline; at most 16.
    pub fn addresses(&self, host: &HostAddress, deadline: Deadline, entropy: &Entropy) -> Vec<SocketAddr> {
        if !self.dns_overridden {
            return resolver::addresses(&host.name, host.port, deadline).unwrap_or_default();
        }
        if let Ok(ip) = host.name.parse::<IpAddr>() {
            return vec![SocketAddr::new(ip, host.port)];
        }
        let found = [Rtype::AAAA, Rtype::A].into_iter().flat_map(|rtype| {
            self.ask(&host.name, rtype, deadline, entropy).map(|answer| answer.addresses()).unwrap_or_default()
        });
        found.map(|ip| SocketAddr::new(ip, host.port)).take(ADDRESSES_MAX).collect()
    }

    fn ask(&self, name: &str, rtype: Rtype, deadline: Deadline, entropy: &Entropy) -> Result<Answer, LookupFailure> {
        let name = DnsName::from_str(name).map_err(|_| LookupFailure::NoDomain)?;
        let mut failure = if self.servers.is_empty() { LookupFailure::NoServers } else { LookupFailure::Timeout };
        for server in self.servers.iter().flat_map(|server| std::iter::repeat_n(server, TRIES)) {
            if deadline.remaining().is_err() {
                break;
            }
            match dns::ask(*server, &name, rtype, u16::from_be_bytes(entropy.bytes()), deadline) {
                Ok(answer) => match answer.verdict() {
                    Err(LookupFailure::ServerFailure) => failure = LookupFailure::ServerFailure,
                    Err(failure) => return Err(failure),
                    Ok(()) => return Ok(answer),
                },
                Err(error) if matches!(error.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock) => {}
                Err(_) => failure = LookupFailure::ServerFailure,
            }
        }
        Err(failure)
    }
}

/// A random number from 0 to `limit`.
fn draw(limit: u32, entropy: &Entropy) -> u32 {
    (u64::from_be_bytes(entropy.bytes()) % (u64::from(limit) + 1)) as u32
}

#[cfg(test)]
mod tests {
    use super::Network;
    use muster_core::client::discovery::HostAddress;
    use muster_platform::{deadline::Deadline, entropy::Entropy};
    use std::time::Duration;

    #[test]
    fn an_address_needs_no_dns() {
        let network = Network { dns_overridden: true, ..Network::default() };
        let addresses = |name: &str| {
            let (host, soon) =
                (HostAddress { name: name.into(), port: 1688 }, Deadline::after(Duration::from_secs(60)));
            let found = network.addresses(&host, soon, &Entropy::system());
            found.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(addresses("192.0.2.7"), ["192.0.2.7:1688"]);
        assert_eq!(addresses("::1"), ["[::1]:1688"]);
        assert!(addresses("kms.corp.test").is_empty(), "given servers are asked, and no others");
    }
}
