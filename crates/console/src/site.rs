//! Where a console is: the address that it listens on, by which scheme and names a browser calls it, and who signs people in beside it.

use crate::{cookie::SessionCookie, oidc::provider::OidcProvider};
use muster_server::tls::{ServerCertificate, TlsError, TlsFiles};
use std::{net::SocketAddr, sync::Arc};
use tokio_rustls::TlsAcceptor;
use url::Url;

/// Where a console is. One without TLS is for this machine alone.
#[derive(Clone, Debug)]
pub struct ConsoleSite {
    address: SocketAddr,
    tls: Option<SiteTls>,
    provider: Option<Arc<OidcProvider>>,
}

/// What passkeys are bound to.
#[derive(Clone, Debug)]
pub(crate) struct PasskeySite {
    /// The name of the console (RP ID).
    pub(crate) name: String,
    /// Where its pages are.
    pub(crate) origin: Url,
}

#[derive(Clone, Debug)]
struct SiteTls {
    certificate: Arc<ServerCertificate>,
    /// The name or address that links have.
    name: String,
}

impl ConsoleSite {
    /// By HTTP without TLS: `address` is one of this machine itself.
    pub fn plain(address: SocketAddr) -> Self {
        Self { address, tls: None, provider: None }
    }

    /// By HTTPS. Links have `name` if the certificate is good for it, else the first DNS name in the certificate, else the address.
    ///
    /// # Errors
    /// If the files cannot be used, or hold a certificate for something else.
    pub fn with_tls(address: SocketAddr, files: TlsFiles, name: Option<&str>) -> Result<Self, TlsError> {
        let certificate = Arc::new(ServerCertificate::read(files)?);
        let ip = match address {
            SocketAddr::V4(address) => address.ip().to_string(),
            SocketAddr::V6(address) => format!("[{}]", address.ip()),
        };
        let covered = |name: &String| certificate.covers(name);
        let name = name.map(str::to_owned).filter(covered).or_else(|| certificate.first_name());
        let Some(name) = name.or_else(|| Some(ip).filter(covered)) else {
            return Err(TlsError::NoName { path: certificate.path() });
        };
        Ok(Self { address, tls: Some(SiteTls { certificate, name }), provider: None })
    }

    /// The same, where a provider signs people in too.
    pub fn with_provider(self, provider: OidcProvider) -> Self {
        Self { provider: Some(Arc::new(provider)), ..self }
    }

    /// Who signs people in beside the console, if anybody.
    pub(crate) fn provider(&self) -> Option<&OidcProvider> {
        self.provider.as_deref()
    }

    /// The address to listen on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The same at the port that was free.
    pub(crate) fn at(self, address: SocketAddr) -> Self {
        Self { address, ..self }
    }

    /// What stands before every path: scheme, name and port.
    pub fn origin(&self) -> String {
        match &self.tls {
            None => format!("http://{}", self.address),
            Some(SiteTls { name, .. }) if self.address.port() == HTTPS => format!("https://{name}"),
            Some(SiteTls { name, .. }) => format!("https://{name}:{}", self.address.port()),
        }
    }

    /// What passkeys are bound to, as it is configured, whatever `Host` says. An address without a name has none, but that of this machine,
    /// which is `localhost`.
    pub(crate) fn passkeys(&self) -> Option<PasskeySite> {
        let origin = match &self.tls {
            None if self.address.ip().is_loopback() => format!("http://localhost:{}", self.address.port()),
            _ => self.origin(),
        };
        let origin = Url::parse(&origin).ok()?;
        Some(PasskeySite { name: origin.domain()?.to_owned(), origin })
    }

    pub(crate) fn has_tls(&self) -> bool {
        self.tls.is_some()
    }

    pub(crate) fn acceptor(&self) -> Result<Option<TlsAcceptor>, TlsError> {
        self.tls.as_ref().map(|tls| tls.certificate.acceptor()).transpose()
    }

    pub(crate) fn cookie(&self) -> SessionCookie {
        SessionCookie::at(self.address.port(), self.has_tls())
    }

    /// Whether `Host` may say this: what the console listens on, or what its certificate is good for, with the port.
    pub(crate) fn allows(&self, host: &str) -> bool {
        let (port, usual) = (self.address.port(), if self.has_tls() { HTTPS } else { HTTP });
        let name = host.strip_suffix(&format!(":{port}")).or_else(|| (port == usual).then_some(host));
        let Some(name) = name else { return false };
        match &self.tls {
            Some(tls) => tls.certificate.covers(name),
            None => name.eq_ignore_ascii_case("localhost") || format!("{name}:{port}") == self.address.to_string(),
        }
    }

    /// The `Origin` of its own pages, called by `host`.
    pub(crate) fn origin_by(&self, host: &str) -> String {
        format!("{}://{host}", if self.has_tls() { "https" } else { "http" })
    }
}

/// Ports that browsers leave out.
const HTTP: u16 = 80;
const HTTPS: u16 = 443;
