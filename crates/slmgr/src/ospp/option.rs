//! One option of ospp as it was typed: `/name` or `/name:value`.

use crate::usage_error::UsageError;
use muster_core::{
    client::activation::ActivationType,
    id::{ActivationId, HostId},
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
    SetHost(String),
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
            let advice =
                format!("options for another machine ({machine}) are given there: ssh {machine} muster ospp …");
            return Err(UsageError::new(advice));
        }
        let (name, value) = word.split_once(':').map_or((word, None), |(name, value)| (name, Some(value)));
        let name = name.trim_start_matches('-').to_ascii_lowercase();
        let value = Value { name: &name, value: value.filter(|value| !value.is_empty()) };
        let option = option(&name, &value)?;
        if option.as_ref().is_some_and(|option| !matches!(option, Self::Rearm(_)) && !value.is_wanted()) {
            return Err(UsageError::new(format!("/{name} takes no value")));
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
        "inpkey" => O::InstallKey(value.text("a product key")?),
        "unpkey" => O::RemoveKey(value.text("the last five characters of a key")?),
        "inslic" => O::InstallLicense(value.text("a license file")?.into()),
        "dstatus" => O::Status { all: false },
        "dstatusall" => O::Status { all: true },
        "dhistoryacterr" => O::HistoryAcquisition,
        "dhistorykms" => O::HistoryKms,
        "dinstid" => O::InstallationId,
        "actcid" => O::DepositConfirmation(value.text("a confirmation ID")?),
        "rearm" => O::Rearm(value.value.map(str::parse).transpose().map_err(UsageError::new)?),
        "ddescr" => O::Describe(value.text("an error code")?),
        "dcmid" => O::Cmid,
        "sethst" => O::SetHost(value.text("a host name")?),
        "setprt" => O::SetPort(value.parsed("a port (1 to 65535)")?),
        "remhst" => O::RemoveHost,
        "cachst" => O::Caching(value.boolean()?),
        "actype" => O::ActivationType(value.activation_type()?),
        "skms-domain" => O::LookupDomain(value.text("a domain")?),
        "ckms-domain" => O::ClearLookupDomain,
        _ => return later_option(name, value),
    }))
}

/// Certificates, users and the service.
fn later_option(name: &str, value: &Value<'_>) -> Result<Option<OsppOption>, UsageError> {
    use OsppOption as O;
    Ok(Some(match name {
        "dtokils" => O::ListIssuance,
        "rtokil" => O::RemoveIssuance(value.parsed("a license ID (ILID)")?),
        "dtokcerts" => O::ListCertificates,
        "tokact" => {
            let text = value.text("a thumbprint")?;
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

    fn text(&self, what: &str) -> Result<String, UsageError> {
        let missing = || UsageError::new(format!("/{0} needs {what}: /{0}:VALUE", self.name));
        self.value.map(str::to_owned).ok_or_else(missing)
    }

    fn parsed<T: FromStr>(&self, what: &str) -> Result<T, UsageError> {
        let text = self.text(what)?;
        text.parse().map_err(|_| UsageError::new(format!("'{text}' is not {what}")))
    }

    fn boolean(&self) -> Result<bool, UsageError> {
        let text = self.text("TRUE or FALSE")?;
        match text.to_ascii_uppercase().as_str() {
            "TRUE" => Ok(true),
            "FALSE" => Ok(false),
            _ => Err(UsageError::new(format!("'{text}' is not TRUE or FALSE"))),
        }
    }

    fn activation_type(&self) -> Result<ActivationType, UsageError> {
        let number: u8 = self.parsed("a type: 0 all, 1 AD, 2 KMS, 3 token")?;
        let wrong = || UsageError::new(format!("'{number}' is not a type: 0 all, 1 AD, 2 KMS, 3 token"));
        ActivationType::from_number(number).ok_or_else(wrong)
    }
}
