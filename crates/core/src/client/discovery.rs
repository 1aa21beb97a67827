//! Where a client looks for hosts, and in which order.

use crate::code::{self, Code};
use std::{fmt, str::FromStr};

/// The port of an activation host unless it is set otherwise.
pub const DEFAULT_PORT: u16 = 1688;

/// A host as a client addresses it: a name or an address, and a port.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HostAddress {
    /// Name, IPv4 address or IPv6 address (without brackets).
    pub name: String,
    /// TCP port.
    pub port: u16,
}

impl fmt::Display for HostAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.name.contains(':') {
            write!(f, "[{}]:{}", self.name, self.port)
        } else {
            write!(f, "{}:{}", self.name, self.port)
        }
    }
}

/// A text that is not a host address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotAHost(pub String);

crate::sentences_of!(NotAHost, lang {
    Self(text) => (
        "'{text}' is not a host: write name, name:port, address:port or [IPv6 address]:port",
        "'{text}' はホストではありません。名前、名前:ポート、アドレス:ポート、[IPv6 アドレス]:ポートのいずれかの形式で指定してください"
    );
});

impl std::error::Error for NotAHost {}

impl FromStr for HostAddress {
    type Err = NotAHost;

    fn from_str(text: &str) -> Result<Self, NotAHost> {
        let wrong = || NotAHost(text.to_owned());
        let (name, port) = match text.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((name, port)) => (name, port.strip_prefix(':').or(port.is_empty().then_some(port))),
            // Several colons without brackets: an IPv6 address and no port.
            None if text.matches(':').count() > 1 => (text, Some("")),
            None => text.split_once(':').map_or((text, Some("")), |(name, port)| (name, Some(port))),
        };
        let port = match port.ok_or_else(wrong)? {
            "" => DEFAULT_PORT,
            digits => digits.parse().ok().filter(|port| *port > 0).ok_or_else(wrong)?,
        };
        let legal = |c: char| c.is_ascii_alphanumeric() || "-._:%".contains(c);
        if name.is_empty() || !name.chars().all(legal) {
            return Err(wrong());
        }
        Ok(Self { name: name.to_owned(), port })
    }
}

/// Where a client looks for hosts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Host set by hand for the product, or else for the machine: nothing else is asked then.
    pub fixed: Option<HostAddress>,
    /// The only domain to look in, set by hand (`/skms-domain`).
    pub lookup_domain: Option<String>,
    /// The host that answered last, unless caching is off.
    pub cached: Option<HostAddress>,
    /// Domains to look in: primary suffix, then search list, then DHCP domain.
    pub suffixes: Vec<String>,
}

/// Why a lookup found no host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookupFailure {
    /// The name does not exist.
    NoName,
    /// The name exists and has no SRV record.
    NoRecord,
    /// The DNS server failed.
    ServerFailure,
    /// No DNS server answered in time.
    Timeout,
    /// No DNS server is configured.
    NoServers,
    /// There is no domain to look in.
    NoDomain,
}

impl LookupFailure {
    /// The documented code.
    pub fn code(self) -> Code {
        match self {
            Self::NoName => code::DNS_NAME_ERROR,
            Self::NoRecord => code::DNS_NO_RECORDS,
            Self::ServerFailure => code::DNS_SERVER_FAILURE,
            Self::Timeout => code::TIMEOUT,
            Self::NoServers => code::DNS_NO_SERVERS,
            Self::NoDomain => code::INVALID_NAME,
        }
    }
}
