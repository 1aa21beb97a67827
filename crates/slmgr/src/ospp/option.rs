//! One option of ospp as it was typed: `/name` or `/name:value`.

use crate::usage_error::UsageError;
use muster_core::{
    client::{activation::ActivationType, discovery::HostAddress},
    id::{ActivationId, HostId},
    labels::*,
    lang::Text,
};
use std::{path::PathBuf, str::FromStr};

/// An option with its value.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a field is the argument that the usage of its option names")]
pub enum OsppOption {
    /// `/act`.
    Activate,
    /// `/actype`, `/stokflag`, `/ctokflag`.
    ActivationType(ActivationType),
    /// `/cachst`.
    Caching(bool),
    /// `/ckms-domain`.
    ClearLookupDomain,
    /// `/dcmid`.
    Cmid,
    /// `/actcid`.
    DepositConfirmation(String),
    /// `/ddescr`: a code as it was typed.
    Describe(String),
    /// `/dhistoryacterr`.
    HistoryAcquisition,
    /// `/dhistorykms`.
    HistoryKms,
    /// `/inpkey`.
    InstallKey(String),
    /// `/inslic`.
    InstallLicense(PathBuf),
    /// `/dinstid`.
    InstallationId,
    /// `/dtokcerts`.
    ListCertificates,
    /// `/dtokils`.
    ListIssuance,
    /// `/skms-domain`.
    LookupDomain(String),
    /// `/rearm`: one product, or the machine.
    Rearm(Option<ActivationId>),
    /// `/regmof`.
    RegisterMof,
    /// `/remhst`.
    RemoveHost,
    /// `/rtokil`: every version of the license.
    RemoveIssuance(HostId),
    /// `/unpkey`: the last five characters of the key.
    RemoveKey(String),
    /// `/osppsvcauto`.
    ServiceAutomatic,
    /// `/osppsvcrestart`.
    ServiceRestart,
    /// `/sethst`: as it was typed.
    SetHost(HostAddress),
    /// `/setprt`.
    SetPort(u16),
    /// `/dstatus`; with `all` `/dstatusall`.
    Status { all: bool },
    /// `/tokact`.
    TokenActivate { thumbprint: String, pin: Option<String> },
    /// `/puserops`, `/duserops`.
    UserOperations(bool),
    /// `/version`.
    Version,
}

impl OsppOption {
    /// Reads the words; `None` for an option that ospp answers with its usage.
    pub fn parse(words: &[String]) -> Result<Option<Self>, UsageError> {
        let Some(word) = words.first().and_then(|word| word.strip_prefix(['/', '-'])) else { return Ok(None) };
        if let Some(machine) = words.get(1) {
            return Err(UsageError::OtherMachine { machine: machine.clone(), tool: "ospp" });
        }
        let (name, value) = word.split_once(':').map_or((word, None), |(name, value)| (name, Some(value)));
        let name = name.trim_start_matches('-').to_ascii_lowercase();
        let value = Value { name: &name, value: value.filter(|value| !value.is_empty()) };
        let option = option(&name, &value)?;
        if option.as_ref().is_some_and(|option| !matches!(option, Self::Rearm(_)) && !value.is_wanted()) {
            return Err(UsageError::NoValue { option: name });
        }
        Ok(option)
    }

    /// Whether it changes the machine, and so needs the rights of its administrator.
    pub fn needs_rights(&self) -> bool {
        use OsppOption as O;
        !matches!(
            self,
            O::Status { .. }
                | O::Cmid
                | O::Describe(_)
                | O::HistoryAcquisition
                | O::HistoryKms
                | O::ListCertificates
                | O::ListIssuance
                | O::Version
                | O::RegisterMof
        )
    }
}

/// Options that take no value.
const BARE: &[&str] = &[
    "act",
    "ckms-domain",
    "dcmid",
    "dhistoryacterr",
    "dhistorykms",
    "dinstid",
    "dtokcerts",
    "dtokils",
    "regmof",
    "remhst",
    "osppsvcauto",
    "osppsvcrestart",
    "dstatus",
    "dstatusall",
    "stokflag",
    "ctokflag",
    "puserops",
    "duserops",
    "version",
];

fn option(name: &str, value: &Value<'_>) -> Result<Option<OsppOption>, UsageError> {
    use OsppOption as O;
    Ok(Some(match name {
        "act" => O::Activate,
        "inpkey" => O::InstallKey(value.text(ARGUMENT_PRODUCT_KEY)?),
        "unpkey" => O::RemoveKey(value.text(ARGUMENT_KEY_END)?),
        "inslic" => O::InstallLicense(value.text(ARGUMENT_LICENSE_FILE)?.into()),
        "dstatus" => O::Status { all: false },
        "dstatusall" => O::Status { all: true },
        "dhistoryacterr" => O::HistoryAcquisition,
        "dhistorykms" => O::HistoryKms,
        "dinstid" => O::InstallationId,
        "actcid" => O::DepositConfirmation(value.text(ARGUMENT_CONFIRMATION_ID)?),
        "rearm" => O::Rearm(value.id()?),
        "ddescr" => O::Describe(value.text(ARGUMENT_ERROR_CODE)?),
        "dcmid" => O::Cmid,
        "sethst" => O::SetHost(value.host()?),
        "setprt" => O::SetPort(value.parsed(ARGUMENT_PORT)?),
        "remhst" => O::RemoveHost,
        "cachst" => O::Caching(value.boolean()?),
        "actype" => O::ActivationType(value.activation_type()?),
        "skms-domain" => O::LookupDomain(value.text(ARGUMENT_DOMAIN)?),
        "ckms-domain" => O::ClearLookupDomain,
        _ => return later_option(name, value),
    }))
}

/// Certificates, users and the service.
fn later_option(name: &str, value: &Value<'_>) -> Result<Option<OsppOption>, UsageError> {
    use OsppOption as O;
    Ok(Some(match name {
        "dtokils" => O::ListIssuance,
        "rtokil" => O::RemoveIssuance(value.parsed(ARGUMENT_LICENSE_ID)?),
        "dtokcerts" => O::ListCertificates,
        "tokact" => {
            let text = value.text(ARGUMENT_THUMBPRINT)?;
            let (thumbprint, pin) = text.split_once(':').map_or((text.as_str(), None), |(t, pin)| (t, Some(pin)));
            O::TokenActivate { thumbprint: thumbprint.to_owned(), pin: pin.map(str::to_owned) }
        }
        // Windows 7 had a flag for it.
        "stokflag" => O::ActivationType(ActivationType::Token),
        "ctokflag" => O::ActivationType(ActivationType::All),
        "puserops" => O::UserOperations(true),
        "duserops" => O::UserOperations(false),
        "osppsvcrestart" => O::ServiceRestart,
        "osppsvcauto" => O::ServiceAutomatic,
        "regmof" => O::RegisterMof,
        "version" => O::Version,
        _ => return Ok(None),
    }))
}

struct Value<'w> {
    name: &'w str,
    value: Option<&'w str>,
}

impl Value<'_> {
    /// Whether a value, if there is one, belongs there.
    fn is_wanted(&self) -> bool {
        self.value.is_none() || !BARE.contains(&self.name)
    }

    fn text(&self, what: Text) -> Result<String, UsageError> {
        let missing = || UsageError::NeedsValue { option: self.name.to_owned(), what };
        self.value.map(str::to_owned).ok_or_else(missing)
    }

    fn parsed<T: FromStr>(&self, what: Text) -> Result<T, UsageError> {
        let word = self.text(what)?;
        word.parse().map_err(|_| UsageError::IsNot { word, what })
    }

    fn id(&self) -> Result<Option<ActivationId>, UsageError> {
        self.value.map(|word| word.parse().map_err(|_| UsageError::NotAnId(word.to_owned()))).transpose()
    }

    fn host(&self) -> Result<HostAddress, UsageError> {
        let word = self.text(ARGUMENT_HOST_NAME)?;
        word.parse().map_err(|_| UsageError::NotAHost(word))
    }

    fn boolean(&self) -> Result<bool, UsageError> {
        let word = self.text(ARGUMENT_BOOLEAN)?;
        match word.to_ascii_uppercase().as_str() {
            "TRUE" => Ok(true),
            "FALSE" => Ok(false),
            _ => Err(UsageError::IsNot { word, what: ARGUMENT_BOOLEAN }),
        }
    }

    fn activation_type(&self) -> Result<ActivationType, UsageError> {
        let what = ARGUMENT_ACTIVATION_TYPE;
        let number: u8 = self.parsed(what)?;
        ActivationType::from_number(number).ok_or_else(|| UsageError::IsNot { word: number.to_string(), what })
    }
}
