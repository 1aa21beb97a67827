//! `host.toml`: what the administrator of a host writes by hand. What `slmgr` sets is in the store.

use crate::HostError;
use serde::Deserialize;
use std::{
    net::IpAddr,
    path::{Path, PathBuf},
};

/// The configuration of a host.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HostConfig {
    /// The name that clients are sent to: the target of the SRV record.
    pub name: String,
    /// The address to listen on.
    #[serde(default = "any_address")]
    pub address: IpAddr,
    /// Where the authority is.
    pub authority: Option<AuthorityConfig>,
    /// Where to publish.
    pub dns: Option<DnsConfig>,
}

/// How to reach the authority.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorityConfig {
    /// Its address, `https://…`. Plain `http` is taken for a loopback address only: the request holds the host key.
    pub url: String,
    /// Certificates to trust instead of the system's, PEM.
    pub ca: Option<PathBuf>,
}

/// How to publish in DNS.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DnsConfig {
    /// The primary server of the zones, `address[:port]`.
    pub server: String,
    /// The TSIG key, as `tsig-keygen` writes it.
    pub key: PathBuf,
    /// Domains to publish in: `domain` or `domain, priority, weight`.
    pub publish: Vec<PublishDomain>,
}

/// One line of the publish list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct PublishDomain {
    /// The domain; a zone of its own.
    pub domain: String,
    /// SRV priority.
    pub priority: u16,
    /// SRV weight.
    pub weight: u16,
}

/// The file of a TSIG key: `key "name" { algorithm hmac-sha256; secret "base64"; };`.
#[derive(Clone, PartialEq, Eq)]
pub struct TsigKeyFile {
    /// The name of the key.
    pub name: String,
    /// Its algorithm.
    pub algorithm: String,
    /// Its secret, base64.
    pub secret: String,
}

fn any_address() -> IpAddr {
    IpAddr::from([0u16; 8])
}

impl TryFrom<String> for PublishDomain {
    type Error = String;

    fn try_from(line: String) -> Result<Self, String> {
        let wrong = || format!("'{line}' is not `domain` or `domain, priority, weight`");
        let mut parts = line.split(',').map(str::trim);
        let domain = parts.next().unwrap_or_default().trim_end_matches('.').to_owned();
        let mut number = || parts.next().map_or(Ok(0), |text| text.parse::<u16>().map_err(|_| wrong()));
        let (priority, weight) = (number()?, number()?);
        if domain.is_empty() || parts.next().is_some() {
            return Err(wrong());
        }
        Ok(Self { domain, priority, weight })
    }
}

impl HostConfig {
    /// Reads the configuration text; `file` names it in errors.
    pub(crate) fn parse(text: &str, file: &Path) -> Result<Self, HostError> {
        toml::from_str(text).map_err(|error| bad(file, error.to_string()))
    }
}

impl TsigKeyFile {
    /// Reads a key file.
    pub fn parse(text: &str, file: &Path) -> Result<Self, HostError> {
        let quoted = |word: &str| {
            let (_, after) = text.split_once(word)?;
            let value = after.trim_start().split([';', '{']).next()?.trim().trim_matches('"');
            (!value.is_empty()).then(|| value.to_owned())
        };
        let key = quoted("key ").zip(quoted("algorithm ")).zip(quoted("secret "));
        let Some(((name, algorithm), secret)) = key else {
            let problem = "no TSIG key: expected `key \"name\" { algorithm hmac-sha256; secret \"…\"; };`";
            return Err(bad(file, problem.to_owned()));
        };
        Ok(Self { name, algorithm, secret })
    }
}

fn bad(file: &Path, problem: String) -> HostError {
    HostError::Config { file: file.display().to_string(), problem }
}
