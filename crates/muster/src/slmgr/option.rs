//! One option of slmgr as it was typed, and what it means.

use crate::failure::Failure;
use muster_core::id::ActivationId;

/// What `/dli` and `/dlv` show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    All,
    One(ActivationId),
}

/// An option with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SlmgrOption {
    Activate(Option<ActivationId>),
    ClearHost(Option<ActivationId>),
    Expiry(Option<ActivationId>),
    InstallKey(String),
    RemoveKey(Option<ActivationId>),
    SetHost { host: String, id: Option<ActivationId> },
    SetPort(u16),
    SetPublishing(bool),
    Show { scope: Scope, full: bool },
}

impl SlmgrOption {
    /// Reads the words; `None` for an option that slmgr answers with its usage.
    pub(super) fn parse(words: &[String]) -> Result<Option<Self>, Failure> {
        let mut words = words.iter();
        let Some(name) = words.next().and_then(|word| word.strip_prefix(['/', '-'])) else { return Ok(None) };
        let name = name.trim_start_matches('-').to_ascii_lowercase();
        let mut argument =
            |what: &str| words.next().cloned().ok_or_else(|| Failure::usage(format!("/{name} needs {what}")));
        let option = match name.as_str() {
            "ipk" => Self::InstallKey(argument("a product key")?),
            "upk" => Self::RemoveKey(id(words.next())?),
            "ato" => Self::Activate(id(words.next())?),
            "dli" => Self::Show { scope: scope(words.next())?, full: false },
            "dlv" => Self::Show { scope: scope(words.next())?, full: true },
            "xpr" => Self::Expiry(id(words.next())?),
            "skms" => {
                let host = argument("a host: name[:port] or :port")?;
                Self::SetHost { host, id: id(words.next())? }
            }
            "ckms" => Self::ClearHost(id(words.next())?),
            "sprt" => {
                let port = argument("a port")?;
                let number = port.parse().ok().filter(|number| *number > 0);
                Self::SetPort(number.ok_or_else(|| Failure::usage(format!("'{port}' is not a port (1 to 65535)")))?)
            }
            "sdns" => Self::SetPublishing(true),
            "cdns" => Self::SetPublishing(false),
            _ => return Ok(None),
        };
        match words.next() {
            Some(word) => Err(Failure::usage(format!("/{name} does not take '{word}'"))),
            None => Ok(Some(option)),
        }
    }
}

fn id(word: Option<&String>) -> Result<Option<ActivationId>, Failure> {
    word.map(|word| word.parse()).transpose().map_err(Failure::usage)
}

fn scope(word: Option<&String>) -> Result<Scope, Failure> {
    match word {
        None => Ok(Scope::All),
        Some(word) if word.eq_ignore_ascii_case("all") => Ok(Scope::All),
        Some(word) => word.parse().map(Scope::One).map_err(Failure::usage),
    }
}
