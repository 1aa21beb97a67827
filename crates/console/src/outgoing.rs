//! What the console asks of others, by HTTP: no proxy, no redirect, no address that is not permitted, and an end to the waiting.

use muster_platform::{deadline::Deadline, resolver};
use std::{
    io,
    net::{IpAddr, SocketAddr},
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
