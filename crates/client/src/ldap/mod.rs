//! LDAP as the client speaks it (RFC 4511): bind, search, add, delete; over TLS from the start, or from StartTLS on.
//! Blocking, with a packet library that knows no sockets.

mod connection;
mod error;

pub(crate) use self::{connection::decode, error::LdapError};
use self::{
    connection::{Connection, TIMEOUT},
    error::unexpected,
};
use crate::config::DirectoryConfig;

use ldap3_proto::proto::{
    LdapAddRequest, LdapAttribute, LdapBindCred, LdapBindRequest, LdapDerefAliases, LdapExtendedRequest, LdapFilter,
    LdapOp, LdapResult, LdapResultCode, LdapSearchRequest, LdapSearchScope,
};
use muster_core::sentence;
use muster_platform::{deadline::Deadline, files::FileError, resolver, tls_roots};
use rustls::{ClientConfig, pki_types::ServerName};
use std::{fs, io, sync::Arc};

/// The most entries that one search returns: an administrator makes a few activation objects.
const ENTRIES_MAX: usize = 1000;
const START_TLS: &str = "1.3.6.1.4.1.1466.20037";
const LDAP_PORT: u16 = 389;
const LDAPS_PORT: u16 = 636;

/// An entry that was found.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) dn: String,
    attributes: Vec<(String, Vec<String>)>,
}

impl Entry {
    /// The values of an attribute; a value that is no text is left out.
    pub(crate) fn values(&self, name: &str) -> &[String] {
        let found = self.attributes.iter().find(|(attribute, _)| attribute.eq_ignore_ascii_case(name));
        found.map_or(&[], |(_, values)| values)
    }

    pub(crate) fn first(&self, name: &str) -> Option<&str> {
        self.values(name).first().map(String::as_str)
    }
}

/// A connection to a directory, bound.
pub(crate) struct Ldap {
    connection: Connection,
}

impl Ldap {
    /// Connects, secures the connection and binds. The password never travels in the clear.
    pub(crate) fn connect(config: &DirectoryConfig) -> Result<Self, LdapError> {
        let (tls, server, port) = address(&config.url)?;
        let (dn, password) = credentials(config)?;
        let secure = tls_config(config)?;
        let name = ServerName::try_from(server.clone()).map_err(|_| {
            LdapError::Config(sentence!(
                "'{server}' is no name that a certificate can have",
                "'{server}' は証明書で使用できる名前ではありません"
            ))
        })?;
        let deadline = Deadline::after(TIMEOUT);
        let addresses = resolver::addresses(&server, port, deadline)?;
        let mut ldap = Self { connection: Connection::open(&addresses, deadline, TIMEOUT)? };
        if !tls {
            ldap.start_tls()?;
        }
        let mut ldap = Self { connection: ldap.connection.secure(secure, name)? };
        ldap.bind(dn, password)?;
        Ok(ldap)
    }

    fn start_tls(&mut self) -> Result<(), LdapError> {
        let request = LdapExtendedRequest { name: START_TLS.into(), value: None };
        match self.call(LdapOp::ExtendedRequest(request))? {
            LdapOp::ExtendedResponse(response) => check(response.res),
            _ => Err(unexpected()),
        }
    }

    fn bind(&mut self, dn: String, password: String) -> Result<(), LdapError> {
        let cred = LdapBindCred::Simple(password);
        match self.call(LdapOp::BindRequest(LdapBindRequest { version: 3, dn, cred }))? {
            LdapOp::BindResponse(response) => check(response.res),
            _ => Err(unexpected()),
        }
    }

    /// The root of the directory: its suffixes.
    pub(crate) fn root(&mut self) -> Result<Entry, LdapError> {
        let attributes = ["namingContexts", "configurationNamingContext", "rootDomainNamingContext"];
        let found = self.search("", LdapSearchScope::Base, "objectClass", &attributes)?;
        found.into_iter().next().ok_or_else(unexpected)
    }

    /// The entries below `base` that have the attribute `present`.
    pub(crate) fn children(&mut self, base: &str, present: &str) -> Result<Vec<Entry>, LdapError> {
        self.search(base, LdapSearchScope::OneLevel, present, &["*"])
    }

    fn search(
        &mut self,
        base: &str,
        scope: LdapSearchScope,
        present: &str,
        attributes: &[&str],
    ) -> Result<Vec<Entry>, LdapError> {
        let request = LdapSearchRequest {
            base: base.into(),
            scope,
            aliases: LdapDerefAliases::Never,
            sizelimit: ENTRIES_MAX as i32,
            timelimit: 0,
            typesonly: false,
            filter: LdapFilter::Present(present.into()),
            attrs: attributes.iter().map(|name| (*name).to_owned()).collect(),
        };
        let id = self.connection.send(LdapOp::SearchRequest(request))?;
        let mut entries = Vec::new();
        loop {
            match self.connection.receive(id)? {
                LdapOp::SearchResultEntry(_) if entries.len() == ENTRIES_MAX => {
                    let problem = sentence!(
                        "the directory has more than {ENTRIES_MAX} entries below '{base}'",
                        "ディレクトリの '{base}' の下に {ENTRIES_MAX} 個を超えるエントリがあります"
                    );
                    return Err(io::Error::new(io::ErrorKind::InvalidData, problem).into());
                }
                LdapOp::SearchResultEntry(entry) => entries.push(Entry {
                    dn: entry.dn,
                    attributes: entry.attributes.into_iter().map(|a| (a.atype, texts(a.vals))).collect(),
                }),
                LdapOp::SearchResultDone(result) => return check(result).map(|()| entries),
                _ => {}
            }
        }
    }

    /// Creates an entry.
    pub(crate) fn add(&mut self, dn: &str, attributes: &[(&str, Vec<String>)]) -> Result<(), LdapError> {
        let attribute = |(name, values): &(&str, Vec<String>)| LdapAttribute {
            atype: (*name).to_owned(),
            vals: values.iter().map(|value| value.clone().into_bytes()).collect(),
        };
        let request = LdapAddRequest { dn: dn.into(), attributes: attributes.iter().map(attribute).collect() };
        match self.call(LdapOp::AddRequest(request))? {
            LdapOp::AddResponse(result) => check(result),
            _ => Err(unexpected()),
        }
    }

    /// Removes an entry.
    pub(crate) fn delete(&mut self, dn: &str) -> Result<(), LdapError> {
        match self.call(LdapOp::DelRequest(dn.into()))? {
            LdapOp::DelResponse(result) => check(result),
            _ => Err(unexpected()),
        }
    }

    fn call(&mut self, op: LdapOp) -> Result<LdapOp, LdapError> {
        let id = self.connection.send(op)?;
        self.connection.receive(id)
    }
}

/// The account and password to bind with. Without a password a server takes the bind as anonymous, and succeeds (RFC 4513,
/// 5.1.2); so an account must have one.
fn credentials(config: &DirectoryConfig) -> Result<(String, String), LdapError> {
    let password = match &config.password_file {
        None => String::new(),
        Some(path) => fs::read_to_string(path)
            .map_err(|error| LdapError::Config(FileError::new(FileError::READ, path)(error).into()))?,
    };
    let password = password.trim_end_matches(['\r', '\n']).to_owned();
    let dn = config.bind_dn.clone().unwrap_or_default();
    if !dn.is_empty() && password.is_empty() {
        return Err(LdapError::Config(sentence!(
            "client.toml, [directory]: `bind_dn` needs a password: name a file that holds one as `password_file`",
            "client.toml の [directory]: `bind_dn` にはパスワードが必要です。パスワードのファイルを `password_file` に指定してください"
        )));
    }
    Ok((dn, password))
}

/// Whether TLS is spoken from the start, and to whom.
fn address(url: &str) -> Result<(bool, String, u16), LdapError> {
    let wrong = || {
        LdapError::Config(sentence!(
            "'{url}' is not ldaps://server[:port] or ldap://server[:port]",
            "'{url}' は ldaps://サーバー[:ポート] または ldap://サーバー[:ポート] の形式ではありません"
        ))
    };
    let (tls, rest) = match (url.strip_prefix("ldaps://"), url.strip_prefix("ldap://")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return Err(wrong()),
    };
    let rest = rest.trim_end_matches('/');
    let (server, port) = match rest.rsplit_once(':') {
        Some((server, port)) => (server, port.parse().map_err(|_| wrong())?),
        None => (rest, if tls { LDAPS_PORT } else { LDAP_PORT }),
    };
    if server.is_empty() { Err(wrong()) } else { Ok((tls, server.to_owned(), port)) }
}

fn tls_config(config: &DirectoryConfig) -> Result<Arc<ClientConfig>, LdapError> {
    let missing = || {
        LdapError::Config(sentence!(
            "client.toml, [directory]: name the directory's certificate authority as `ca`",
            "client.toml の [directory]: ディレクトリの証明機関を `ca` に指定してください"
        ))
    };
    let config = tls_roots::client_config(config.ca.as_ref().ok_or_else(missing)?);
    Ok(Arc::new(config.map_err(|error| LdapError::Config(error.into()))?))
}

fn texts(values: Vec<Vec<u8>>) -> Vec<String> {
    values.into_iter().filter_map(|value| String::from_utf8(value).ok()).collect()
}

fn check(result: LdapResult) -> Result<(), LdapError> {
    match result.code {
        LdapResultCode::Success => Ok(()),
        code => Err(LdapError::Refused { code, message: result.message }),
    }
}

#[cfg(test)]
mod tests;
