//! The DNS servers of the network adapters, and the search list of TCP/IP. Rules for single names (NRPT), which group policies
//! and VPNs set, are not read.

use super::registry;
use crate::{dns_servers::DnsServers, file_error::FileError};
use ipconfig::OperStatus;
use std::{
    collections::HashSet,
    io,
    net::{IpAddr, SocketAddr},
    path::Path,
};

const DNS_PORT: u16 = 53;
const PARAMETERS: &str = r"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters";
const POLICY: &str = r"SOFTWARE\Policies\Microsoft\Windows NT\DNSClient";

pub(crate) fn read() -> Result<DnsServers, FileError> {
    let fail = |error: ipconfig::error::Error| {
        FileError::new(FileError::READ, Path::new("the network adapters"))(io::Error::other(error.to_string()))
    };
    let mut adapters = ipconfig::get_adapters().map_err(fail)?;
    adapters.retain(|adapter| adapter.oper_status() == OperStatus::IfOperStatusUp);
    // As Windows prefers them: the lower metric first.
    adapters.sort_by_key(|adapter| adapter.ipv4_metric().min(adapter.ipv6_metric()));
    let mut seen = HashSet::new();
    let servers = adapters.iter().flat_map(|adapter| adapter.dns_servers()).filter(|ip| is_server(ip));
    let servers = servers.filter(|ip| seen.insert(**ip)).map(|ip| SocketAddr::new(*ip, DNS_PORT)).collect();
    Ok(DnsServers { servers, search: search_domains() })
}

/// The list that an administrator set, by a policy before by hand; without one the domain of this machine, or the one that DHCP
/// told.
fn search_domains() -> Vec<String> {
    let list = registry::text(POLICY, "SearchList").or_else(|| registry::text(PARAMETERS, "SearchList"));
    let domain = || registry::text(PARAMETERS, "Domain").or_else(|| registry::text(PARAMETERS, "DhcpDomain"));
    split(&list.or_else(domain).unwrap_or_default())
}

fn split(list: &str) -> Vec<String> {
    let domains = list.split([',', ' ']).map(|domain| domain.trim_matches('.'));
    domains.filter(|domain| !domain.is_empty()).map(str::to_owned).collect()
}

/// Windows names addresses of site-local scope for adapters without a server (fec0:0:0:ffff::1 to ::3); nothing answers there.
fn is_server(ip: &IpAddr) -> bool {
    !matches!(ip, IpAddr::V6(ip) if ip.segments().starts_with(&[0xfec0, 0, 0, 0xffff]))
}

#[cfg(test)]
mod tests {
    use super::{is_server, split};

    #[test]
    fn domains_stand_between_commas() {
        assert_eq!(split("corp.test,.eu.corp.test, test"), ["corp.test", "eu.corp.test", "test"]);
        assert!(split("").is_empty());
    }

    #[test]
    fn the_addresses_that_stand_for_no_server_are_left_out() {
        for (ip, expected) in [("192.0.2.1", true), ("::1", true), ("fec0:0:0:ffff::1", false), ("fec0::1", true)] {
            assert_eq!(is_server(&ip.parse().expect("an address")), expected, "{ip}");
        }
    }
}
