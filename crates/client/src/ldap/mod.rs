//! LDAP as the client speaks it (RFC 4511): bind, search, add, delete; over TLS from the start, or from StartTLS on.
//! Blocking, with a packet library that knows no sockets.

use crate::{config::DirectoryConfig, error::ClientError};
use bytes::BytesMut;
use ldap3_lber::{parse::Parser, structure::StructureTag, write};
use ldap3_proto::proto::{
    LdapAddRequest, LdapAttribute, LdapBindCred, LdapBindRequest, LdapDerefAliases, LdapExtendedRequest, LdapFilter,
    LdapMsg, LdapOp, LdapResult, LdapResultCode, LdapSearchRequest, LdapSearchScope,
};
use muster_core::code;
use muster_platform::tls_roots;
use rustls::{ClientConfig, ClientConnection, StreamOwned, pki_types::ServerName};
use std::{
    fs,
    io::{self, Read, Write},
    net::{TcpStream, ToSocketAddrs},
    sync::Arc,
    time::Duration,
};

const TIMEOUT: Duration = Duration::from_secs(10);
const DEPTH_MAX: usize = 32;
/// The largest message that is read: an activation object has about 2 KB.
const MESSAGE_MAX: usize = 1024 * 1024;
const START_TLS: &str = "1.3.6.1.4.1.1466.20037";
const LDAP_PORT: u16 = 389;
const LDAPS_PORT: u16 = 636;

/// What went wrong between here and the directory.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LdapError {
    /// The configuration is wrong.
    #[error("{0}")]
    Config(String),
    /// The server cannot be reached, or TLS fails.
    #[error("{0}")]
    Io(#[from] io::Error),
    /// The server says no.
    #[error("{code:?}: {message}")]
    Refused {
        /// LDAP's result code.
        code: LdapResultCode,
        /// What the server says about it.
        message: String,
    },
}

impl From<LdapError> for ClientError {
    fn from(error: LdapError) -> Self {
        let code = match &error {
            LdapError::Refused {
                code: LdapResultCode::InsufficentAccessRights | LdapResultCode::InvalidCredentials,
                ..
            } => code::ACCESS_DENIED,
            LdapError::Refused { code: LdapResultCode::NoSuchObject, .. } => code::DIRECTORY_NO_OBJECT,
            LdapError::Config(_) => code::INVALID_ARGUMENT,
            _ => code::DIRECTORY_UNAVAILABLE,
        };
        Self::Directory(error.to_string(), code)
    }
}

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

trait Stream: Read + Write + Send {}
impl<T: Read + Write + Send> Stream for T {}

/// A connection to a directory, bound.
pub(crate) struct Ldap {
    stream: Box<dyn Stream>,
    messages: i32,
}

impl Ldap {
    /// Connects, secures the connection and binds. The password never travels in the clear.
    pub(crate) fn connect(config: &DirectoryConfig) -> Result<Self, LdapError> {
        let (tls, server, port) = address(&config.url)?;
        let secure = tls_config(config)?;
        let found = (server.as_str(), port).to_socket_addrs()?.next();
        let found = found.ok_or_else(|| LdapError::Config(format!("'{server}' has no address")))?;
        let socket = TcpStream::connect_timeout(&found, TIMEOUT)?;
        socket.set_read_timeout(Some(TIMEOUT))?;
        socket.set_write_timeout(Some(TIMEOUT))?;
        if !tls {
            let mut plain = Self { stream: Box::new(socket.try_clone()?), messages: 0 };
            let request = LdapExtendedRequest { name: START_TLS.into(), value: None };
            match plain.call(LdapOp::ExtendedRequest(request))? {
                LdapOp::ExtendedResponse(response) => check(response.res)?,
                _ => return Err(unexpected()),
            }
        }
        let name = ServerName::try_from(server.clone())
            .map_err(|_| LdapError::Config(format!("'{server}' is no name that a certificate can have")))?;
        let session = ClientConnection::new(secure, name).map_err(io::Error::other)?;
        let mut ldap = Self { stream: Box::new(StreamOwned::new(session, socket)), messages: 1 };
        ldap.bind(config)?;
        Ok(ldap)
    }

    fn bind(&mut self, config: &DirectoryConfig) -> Result<(), LdapError> {
        let password = match &config.password_file {
            None => String::new(),
            Some(path) => fs::read_to_string(path)
                .map_err(|error| LdapError::Config(format!("cannot read {}: {error}", path.display())))?,
        };
        let cred = LdapBindCred::Simple(password.trim_end_matches(['\r', '\n']).to_owned());
        let dn = config.bind_dn.clone().unwrap_or_default();
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
            sizelimit: 0,
            timelimit: 0,
            typesonly: false,
            filter: LdapFilter::Present(present.into()),
            attrs: attributes.iter().map(|name| (*name).to_owned()).collect(),
        };
        let id = self.send(LdapOp::SearchRequest(request))?;
        let mut entries = Vec::new();
        loop {
            match self.receive(id)? {
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
        let id = self.send(op)?;
        self.receive(id)
    }

    fn send(&mut self, op: LdapOp) -> Result<i32, LdapError> {
        self.messages += 1;
        let mut bytes = BytesMut::new();
        let message = LdapMsg { msgid: self.messages, op, ctrl: Vec::new() };
        write::encode_into(&mut bytes, StructureTag::from(message))?;
        self.stream.write_all(&bytes)?;
        self.stream.flush()?;
        Ok(self.messages)
    }

    fn receive(&mut self, id: i32) -> Result<LdapOp, LdapError> {
        loop {
            let message = read_message(&mut self.stream)?;
            if message.msgid == id {
                return Ok(message.op);
            }
        }
    }
}

/// Reads one message: tag and length (X.690, definite form), then what they announce.
fn read_message(stream: &mut dyn Read) -> Result<LdapMsg, LdapError> {
    let mut frame = vec![0; 2];
    stream.read_exact(&mut frame)?;
    let first = frame.last().copied().unwrap_or_default();
    let length = if first < 0x80 {
        usize::from(first)
    } else {
        let mut more = vec![0; usize::from(first & 0x7F).min(8)];
        stream.read_exact(&mut more)?;
        frame.extend(&more);
        more.iter().fold(0_usize, |length, byte| length.saturating_mul(256).saturating_add((*byte).into()))
    };
    if length > MESSAGE_MAX {
        return Err(io::Error::other(format!("a message of {length} bytes")).into());
    }
    let start = frame.len();
    frame.resize(start + length, 0);
    stream.read_exact(frame.get_mut(start..).unwrap_or_default())?;
    let (_, tag) = Parser::new(DEPTH_MAX).parse(&frame).map_err(|_| unexpected())?;
    LdapMsg::try_from(tag).map_err(|_| unexpected())
}

/// Whether TLS is spoken from the start, and to whom.
fn address(url: &str) -> Result<(bool, String, u16), LdapError> {
    let wrong = || LdapError::Config(format!("'{url}' is not ldaps://server[:port] or ldap://server[:port]"));
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
    let missing =
        || LdapError::Config("client.toml, [directory]: name the directory's certificate authority as `ca`".into());
    let config = tls_roots::client_config(config.ca.as_ref().ok_or_else(missing)?);
    Ok(Arc::new(config.map_err(|error| LdapError::Config(error.to_string()))?))
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

fn unexpected() -> LdapError {
    io::Error::new(io::ErrorKind::InvalidData, "the directory answers something else").into()
}
