//! Posts a message. What a receiver answers beyond its status is not read; it is sent nowhere else.

use super::{
    retry::Outcome,
    signature,
    store::{Delivery, Webhook},
    target,
};
use muster_core::time::Moment;
use muster_platform::{deadline::Deadline, resolver};
use std::{io, net::SocketAddr, sync::Arc, time::Duration};
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

/// From the look-up of the name to the end of the answer's head.
pub(crate) const TIMEOUT: Duration = Duration::from_secs(10);

/// Whether an address is permitted is decided where the connection is made.
#[derive(Debug)]
struct PermittedAddresses;

impl Resolver for PermittedAddresses {
    fn resolve(&self, uri: &Uri, _: &Config, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let tls = uri.scheme_str() == Some("https");
        let port = uri.port_u16().unwrap_or(if tls { 443 } else { 80 });
        let name = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        let found = resolver::addresses(name, port, Deadline::after(TIMEOUT)).map_err(Error::Io)?;
        if found.is_empty() {
            return Err(Error::HostNotFound);
        }
        let mut permitted = self.empty();
        found.into_iter().filter(|address| is_permitted(address, tls)).for_each(|address| permitted.push(address));
        if permitted.is_empty() { Err(Error::Io(io::ErrorKind::PermissionDenied.into())) } else { Ok(permitted) }
    }
}

fn is_permitted(address: &SocketAddr, tls: bool) -> bool {
    target::permits(address.ip(), tls)
}

/// Posts a delivery once.
pub(crate) fn send(webhook: &Webhook, delivery: &Delivery, now: Moment) -> Outcome {
    let message = &delivery.message;
    let mut request = agent().post(&webhook.url).content_type("application/json");
    for (name, value) in signature::headers(&message.id, now, &message.body, &webhook.secret) {
        request = request.header(name, value);
    }
    match request.send(message.body.as_str()) {
        Ok(answer) => Outcome::Answered(answer.status().as_u16()),
        Err(error) => Outcome::Failed(why(&error)),
    }
}

fn agent() -> Agent {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let roots = RootCerts::PlatformVerifier;
    let tls = TlsConfig::builder().unversioned_rustls_crypto_provider(provider).root_certs(roots).build();
    let config = Agent::config_builder()
        .tls_config(tls)
        .http_status_as_error(false)
        .max_redirects(0)
        .proxy(None)
        .user_agent("muster")
        .timeout_global(Some(TIMEOUT));
    Agent::with_parts(config.build(), DefaultConnector::default(), PermittedAddresses)
}

/// A word for the log. What a stranger answers is in none.
fn why(error: &Error) -> &'static str {
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
