//! What the console asks of others, by HTTP: no proxy, no redirect, no address that is not permitted, and an end to the waiting.

use muster_platform::{deadline::Deadline, resolver};
use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};
use ureq::{
    Agent, Error,
    config::Config,
    http::Uri,
    tls::{RootCerts, TlsConfig},
    unversioned::{
        resolver::{ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};

/// Whether a connection may be made to an address; the second says whether it has TLS.
pub(crate) type Permits = fn(IpAddr, bool) -> bool;

/// Whether an address is permitted is decided where the connection is made.
#[derive(Debug)]
struct PermittedAddresses {
    permits: Permits,
    timeout: Duration,
}

impl Resolver for PermittedAddresses {
    fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let tls = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if tls { 443 } else { 80 });
        let name = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        let found = resolver::addresses(name, port, Deadline::after(self.timeout)).map_err(Error::Io)?;
        if found.is_empty() {
            return Err(Error::HostNotFound);
        }
        let mut permitted = self.empty();
        let may = |address: &SocketAddr| (self.permits)(address.ip(), tls);
        found.into_iter().filter(may).for_each(|address| permitted.push(address));
        if permitted.is_empty() { Err(Error::Io(io::ErrorKind::PermissionDenied.into())) } else { Ok(permitted) }
    }
}

/// An agent whose calls end within `timeout`, from the look-up of the name to the end of the answer.
pub(crate) fn agent(timeout: Duration, permits: Permits) -> Agent {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let roots = RootCerts::PlatformVerifier;
    let tls = TlsConfig::builder().unversioned_rustls_crypto_provider(provider).root_certs(roots).build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .user_agent("muster")
        .timeout_global(Some(timeout));
    Agent::with_parts(config.build(), DefaultConnector::default(), PermittedAddresses { permits, timeout })
}

/// A word for the log. What a stranger answers is in none.
pub(crate) fn why(error: &Error) -> &'static str {
    match error {
        Error::Timeout(_) => "timeout",
        Error::HostNotFound => "name not found",
        Error::Tls(_) | Error::Rustls(_) => "TLS failed",
        Error::Io(error) => match error.kind() {
            io::ErrorKind::PermissionDenied => "address not permitted",
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => "timeout",
            io::ErrorKind::ConnectionRefused => "connection refused",
            io::ErrorKind::InvalidData => "TLS failed",
            _ => "no connection",
        },
        Error::ConnectionFailed => "no connection",
        _ => "no answer of HTTP",
    }
}

/// Whether anything may be sent to this address. Others are often inside, so private addresses are allowed; what none of them has is not,
/// and in the clear (not `tls`) nothing leaves for the Internet. A connection asks this when it is made: a name may point elsewhere by then.
pub(crate) fn permits(address: IpAddr, tls: bool) -> bool {
    match address.to_canonical() {
        IpAddr::V4(ip) => permits_v4(ip) && (tls || ip.is_loopback() || ip.is_private()),
        IpAddr::V6(ip) => permits_v6(ip) && (tls || ip.is_loopback() || ip.is_unique_local()),
    }
}

/// Link-local addresses are those of the metadata services of clouds.
fn permits_v4(ip: Ipv4Addr) -> bool {
    !(ip.is_unspecified() || ip.is_link_local() || ip.is_multicast() || ip.is_broadcast())
}

fn permits_v6(ip: Ipv6Addr) -> bool {
    // That of the metadata service of AWS, in a range that is private.
    let metadata = Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254);
    !(ip.is_unspecified() || ip.is_unicast_link_local() || ip.is_multicast() || ip == metadata)
}

#[cfg(test)]
mod tests {
    use super::permits;

    /// Addresses, whether one gets messages with TLS, and whether without.
    #[test]
    fn private_addresses_get_messages_and_the_internet_only_with_tls() {
        for (address, tls, plain) in [
            ("127.0.0.1", true, true),
            ("10.1.2.3", true, true),
            ("192.168.1.1", true, true),
            ("172.16.0.1", true, true),
            ("203.0.113.7", true, false),
            ("100.64.0.1", true, false),
            ("169.254.169.254", false, false),
            ("0.0.0.0", false, false),
            ("224.0.0.1", false, false),
            ("255.255.255.255", false, false),
            ("::1", true, true),
            ("fd12::1", true, true),
            ("fd00:ec2::254", false, false),
            ("2001:db8::1", true, false),
            ("fe80::1", false, false),
            ("::", false, false),
            ("ff02::1", false, false),
            ("::ffff:169.254.169.254", false, false),
            ("::ffff:10.1.2.3", true, true),
        ] {
            let ip = address.parse().expect("an address");
            assert_eq!((permits(ip, true), permits(ip, false)), (tls, plain), "{address}");
        }
    }
}
