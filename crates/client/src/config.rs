//! `client.toml`: what the administrator of a client writes by hand. It is optional.

use crate::error::ClientError;
use muster_core::{client::discovery::HostAddress, sentence, sentence::Sentence};
use muster_platform::state_folder;
use muster_proto::authority::AuthorityConfig;
use muster_trust::jwk::is_thumbprint;
use serde::{Deserialize, Deserializer, de::Error as _};
use std::path::{Path, PathBuf};

pub(crate) const FILE: &str = "client.toml";

/// What `client.toml` says. Relative paths were joined to the directory of the client.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ClientConfig {
    /// Where the authority is, in place of what the license pack says.
    pub authority: Option<AuthorityConfig>,
    /// The directory that this machine is a member of.
    pub directory: Option<DirectoryConfig>,
    /// Where certificates are.
    #[serde(default)]
    pub token: TokenConfig,
    /// Who may give orders to this machine's agent.
    #[serde(default)]
    pub managed: ManagedConfig,
}

/// The hosts whose orders the agent carries out. Without it there are none, and the agent asks nobody for orders.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ManagedConfig {
    /// The hosts.
    #[serde(default)]
    pub hosts: Vec<ManagingHost>,
    /// How often each is asked; after a failure it is asked again earlier.
    #[serde(default = "contact_minutes")]
    pub every_minutes: u32,
    /// Whether they are told why this machine is not activated: its products and events, masked.
    #[serde(default)]
    pub evidence: bool,
}

/// A host whose orders the agent carries out.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ManagingHost {
    /// Where it is: `name`, `name:port`, `address:port` or `[IPv6 address]:port`.
    #[serde(deserialize_with = "muster_proto::as_text::deserialize")]
    pub address: HostAddress,
    /// The thumbprint of its key (RFC 7638), as the host's status shows it: no other host is obeyed there.
    #[serde(deserialize_with = "thumbprint")]
    pub key: String,
}

fn thumbprint<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    let problem = || D::Error::custom("no thumbprint of a key: `muster host status` shows the host's, 43 characters");
    if is_thumbprint(&text) { Ok(text) } else { Err(problem()) }
}

fn contact_minutes() -> u32 {
    60
}

impl Default for ManagedConfig {
    fn default() -> Self {
        Self { hosts: Vec::new(), every_minutes: contact_minutes(), evidence: false }
    }
}

/// How to reach the directory.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DirectoryConfig {
    /// `ldaps://server[:port]`, or `ldap://server[:port]` with StartTLS.
    pub url: String,
    /// Certificates to trust, PEM.
    pub ca: Option<PathBuf>,
    /// The account to bind as; anonymous without it.
    pub bind_dn: Option<String>,
    /// The file of its password.
    pub password_file: Option<PathBuf>,
    /// The suffix to work under, where a directory has several.
    pub base: Option<String>,
}

/// Where the certificates for token-based activation are.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct TokenConfig {
    /// The folder of certificates with their keys, PEM; `certificates` in the client's directory without it.
    pub certificates: Option<PathBuf>,
    /// The folder of revocation lists; `crls` in the client's directory without it.
    pub crls: Option<PathBuf>,
    /// The PKCS#11 module of a smart card or token.
    pub pkcs11_module: Option<PathBuf>,
}

impl ClientConfig {
    /// Reads a text that is to be the configuration of machines elsewhere.
    ///
    /// # Errors
    /// If it is none, or names files by a relative path: they would not be there.
    pub fn check_portable(text: &str) -> Result<(), ClientError> {
        let wrong = |problem: Sentence| ClientError::Config { file: FILE.to_owned(), problem };
        let config = Self::parse(text, FILE)?;
        let relative = config.files().into_iter().flatten().find(|path| path.is_relative());
        let problem = |path: &PathBuf| {
            sentence!(
                "{path} would not be on the machines: name a file by its whole path, and bring it there",
                "{path} はコンピューターで見つかりません。ファイルを絶対パスで指定し、その場所に配置してください",
                path = path.display()
            )
        };
        relative.map_or(Ok(()), |path| Err(wrong(problem(path))))
    }

    #[cfg(feature = "config")]
    fn parse(text: &str, file: &str) -> Result<Self, ClientError> {
        let wrong =
            |error: toml::de::Error| ClientError::Config { file: file.to_owned(), problem: Sentence::foreign(error) };
        toml::from_str(text).map_err(wrong)
    }

    /// What an administrator has written is never passed over.
    #[cfg(not(feature = "config"))]
    fn parse(_: &str, _: &str) -> Result<Self, ClientError> {
        Err(ClientError::NotBuiltIn("config"))
    }

    /// The files and folders that it names.
    fn files(&self) -> [Option<&PathBuf>; 6] {
        let member = self.directory.as_ref();
        [
            self.authority.as_ref().and_then(|authority| authority.ca.as_ref()),
            member.and_then(|member| member.ca.as_ref()),
            member.and_then(|member| member.password_file.as_ref()),
            self.token.certificates.as_ref(),
            self.token.crls.as_ref(),
            self.token.pkcs11_module.as_ref(),
        ]
    }

    /// Reads the configuration in a client's directory. Relative paths in it start there.
    pub(crate) fn read(directory: &Path) -> Result<Self, ClientError> {
        let path = directory.join(FILE);
        let text = match state_folder::read(&path) {
            Err(error) if error.is_not_found() => return Ok(Self::default()),
            text => text?,
        };
        let mut config = Self::parse(&text, &path.display().to_string())?;
        let here = |path: &mut Option<PathBuf>| {
            if let Some(path) = path {
                *path = directory.join(&*path);
            }
        };
        if let Some(authority) = &mut config.authority {
            here(&mut authority.ca);
        }
        if let Some(member) = &mut config.directory {
            here(&mut member.ca);
            here(&mut member.password_file);
        }
        here(&mut config.token.certificates);
        here(&mut config.token.crls);
        Ok(config)
    }
}
