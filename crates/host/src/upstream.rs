//! The host as the authority's client: it asks for its license.

use crate::{Host, HostError, config::AuthorityConfig};
use muster_core::{
    code::{self, Code},
    id::HardwareId,
};
use muster_wire::{
    authority::{HostActivationReply, HostActivationRequest, PATH},
    jwk::Jwk,
    problem::Problem,
};
use std::{sync::Arc, time::Duration};
use ureq::{
    Agent,
    tls::{Certificate, PemItem, RootCerts, TlsConfig},
};

const TIMEOUT: Duration = Duration::from_secs(30);
const REPLY_MAX: u64 = 64 * 1024;

impl Host {
    /// Activates the host online with its installed host key and installs the license once it has verified.
    /// `hardware` is this machine's.
    pub fn activate(&mut self, hardware: HardwareId) -> Result<(), HostError> {
        let config = self.config.authority.clone().ok_or_else(|| HostError::Config {
            file: "host.toml".into(),
            problem: "there is no [authority] with a `url` to ask".into(),
        })?;
        let request = HostActivationRequest {
            version: 1,
            key: self.product_key()?.reveal(),
            hardware,
            machine: self.config.name.clone(),
            jwk: Jwk::from(self.signing_key()?.public()),
        };
        let reply = self.ask(&config, &request)?;
        self.install_license(&reply.host_license)
    }

    fn ask(&self, config: &AuthorityConfig, request: &HostActivationRequest) -> Result<HostActivationReply, HostError> {
        let url = format!("{}{PATH}", config.url.trim_end_matches('/'));
        let fail = |problem: String, code: Code| HostError::Authority { url: url.clone(), problem, code };
        if !is_private(&config.url) {
            let problem = "the request holds the host key: use https".to_owned();
            return Err(fail(problem, code::INVALID_ARGUMENT));
        }
        let body = serde_json::to_vec(request).map_err(|error| fail(error.to_string(), code::UNEXPECTED))?;
        let mut response = self
            .agent(config)?
            .post(&url)
            .content_type("application/json")
            .send(body.as_slice())
            .map_err(|error| fail(error.to_string(), code::CANNOT_CONNECT))?;
        let text = response.body_mut().with_config().limit(REPLY_MAX).read_to_string();
        let text = text.map_err(|error| fail(error.to_string(), code::INVALID_SERVER_RESPONSE))?;
        let unreadable = |error: serde_json::Error| fail(error.to_string(), code::INVALID_SERVER_RESPONSE);
        if response.status().is_success() {
            return serde_json::from_str(&text).map_err(unreadable);
        }
        Err(HostError::Refused(Box::new(serde_json::from_str::<Problem>(&text).map_err(unreadable)?)))
    }

    fn agent(&self, config: &AuthorityConfig) -> Result<Agent, HostError> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let roots = match &config.ca {
            None => RootCerts::PlatformVerifier,
            Some(path) => RootCerts::new_with_certs(&self.certificates(path)?),
        };
        let tls = TlsConfig::builder().unversioned_rustls_crypto_provider(provider).root_certs(roots).build();
        let agent = Agent::config_builder().tls_config(tls).timeout_global(Some(TIMEOUT)).http_status_as_error(false);
        Ok(agent.build().new_agent())
    }

    fn certificates(&self, path: &std::path::Path) -> Result<Vec<Certificate<'static>>, HostError> {
        let path = self.file(path);
        let pem = muster_service::files::read(&path)?;
        let items = ureq::tls::parse_pem(pem.as_bytes()).filter_map(Result::ok);
        let certificates: Vec<_> = items
            .filter_map(|item| match item {
                PemItem::Certificate(certificate) => Some(certificate),
                _ => None,
            })
            .collect();
        if certificates.is_empty() {
            let problem = "holds no certificate (PEM)".to_owned();
            return Err(HostError::Config { file: path.display().to_string(), problem });
        }
        Ok(certificates)
    }
}

/// Whether a request to this address cannot be read on the way.
fn is_private(url: &str) -> bool {
    let local = ["http://127.0.0.1:", "http://[::1]:", "http://localhost:"];
    url.starts_with("https://") || local.iter().any(|prefix| url.starts_with(prefix))
}
