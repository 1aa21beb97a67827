//! One option of slmgr as it was typed, and what it means.

use crate::usage_error::UsageError;
use muster_core::{
    client::{activation::ActivationType, license::Intervals},
    id::{ActivationId, ApplicationId, HostId},
    time::Span,
};
use std::{path::PathBuf, str::FromStr};

/// What `/dli` and `/dlv` show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What has a key installed.
    Installed,
    /// Every license that the pack knows.
    All,
    /// One product or key group.
    One(ActivationId),
}

/// An option with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "a field is the argument that the usage of its option names")]
pub enum SlmgrOption {
    /// `/ato`: one product, or every product.
    Activate(Option<ActivationId>),
    /// `/sai`.
    ActivationInterval(Span),
    /// `/ckms`: of one product, or of the machine.
    ClearHost(Option<ActivationId>),
    /// `/ckms-domain`: of one product, or of the machine.
    ClearLookupDomain(Option<ActivationId>),
    /// `/del-ao`: distinguished or relative name.
    DeleteObject(String),
    /// `/atp`.
    DepositConfirmation { cid: String, id: Option<ActivationId> },
    /// `/ad-activation-online`.
    DirectoryActivate { key: String, name: Option<String> },
    /// `/ad-activation-apply-cid`.
    DirectoryDeposit { key: String, cid: String, name: Option<String> },
    /// `/ad-activation-get-iid`: host key.
    DirectoryInstallationId(String),
    /// `/xpr`.
    Expiry(Option<ActivationId>),
    /// `/fta`.
    ForceToken { thumbprint: String, pin: Option<String> },
    /// `/ipk`.
    InstallKey(String),
    /// `/ilc`.
    InstallLicense(PathBuf),
    /// `/dti`.
    InstallationId(Option<ActivationId>),
    /// `/ltc`.
    ListCertificates,
    /// `/lil`.
    ListIssuance,
    /// `/ao-list`.
    ListObjects,
    /// `/rearm`.
    Rearm,
    /// `/rearm-app`.
    RearmApplication(ApplicationId),
    /// `/rearm-sku`.
    RearmProduct(ActivationId),
    /// `/rilc`.
    ReinstallLicenses,
    /// `/ril`.
    RemoveIssuance { id: HostId, version: u32 },
    /// `/upk`.
    RemoveKey(Option<ActivationId>),
    /// `/sri`.
    RenewalInterval(Span),
    /// `/act-type`, `/stao`, `/ctao`.
    SetActivationType { kind: ActivationType, id: Option<ActivationId> },
    /// `/skhc`, `/ckhc`.
    SetCaching(bool),
    /// `/skms`: `name[:port]`, or `:port` for another port of the name that is set.
    SetHost { host: String, id: Option<ActivationId> },
    /// `/skms-domain`.
    SetLookupDomain { domain: String, id: Option<ActivationId> },
    /// `/sprt`.
    SetPort(u16),
    /// `/spri`, `/cpri`.
    SetPriority { low: bool },
    /// `/sdns`, `/cdns`.
    SetPublishing(bool),
    /// `/dli`; with `full` `/dlv`.
    Show { scope: Scope, full: bool },
    /// `/cpky`.
    WipeKey,
}

impl SlmgrOption {
    /// Reads the words; `None` for an option that slmgr answers with its usage.
    pub fn parse(words: &[String]) -> Result<Option<Self>, UsageError> {
        let mut words = words.iter();
        let Some(name) = words.next().and_then(|word| word.strip_prefix(['/', '-'])) else { return Ok(None) };
        let name = name.trim_start_matches('-').to_ascii_lowercase();
        let mut arguments = Arguments { name: &name, words };
        let Some(option) = arguments.option()? else { return Ok(None) };
        match arguments.words.next() {
            Some(word) => Err(UsageError::new(format!("/{name} does not take '{word}'"))),
            None => Ok(Some(option)),
        }
    }

    /// Whether it changes the machine, and so needs the rights of its administrator.
    pub fn needs_rights(&self) -> bool {
        !matches!(self, Self::Show { .. } | Self::Expiry(_) | Self::Activate(_) | Self::ListObjects)
    }
}

struct Arguments<'w> {
    name: &'w str,
    words: std::slice::Iter<'w, String>,
}

impl Arguments<'_> {
    fn option(&mut self) -> Result<Option<SlmgrOption>, UsageError> {
        use SlmgrOption as O;
        Ok(Some(match self.name {
            "ipk" => O::InstallKey(self.word("a product key")?),
            "ato" => O::Activate(self.id()?),
            "dli" => O::Show { scope: self.scope()?, full: false },
            "dlv" => O::Show { scope: self.scope()?, full: true },
            "xpr" => O::Expiry(self.id()?),
            "cpky" => O::WipeKey,
            "ilc" => O::InstallLicense(self.word("a license file")?.into()),
            "rilc" => O::ReinstallLicenses,
            "rearm" => O::Rearm,
            "rearm-app" => O::RearmApplication(self.parsed("an application id")?),
            "rearm-sku" => O::RearmProduct(self.parsed("an activation id")?),
            "upk" => O::RemoveKey(self.id()?),
            "dti" => O::InstallationId(self.id()?),
            "atp" => O::DepositConfirmation { cid: self.word("a confirmation id")?, id: self.id()? },
            "skms" => O::SetHost { host: self.word("a host: name[:port] or :port")?, id: self.id()? },
            "ckms" => O::ClearHost(self.id()?),
            "skms-domain" => O::SetLookupDomain { domain: self.word("a domain")?, id: self.id()? },
            "ckms-domain" => O::ClearLookupDomain(self.id()?),
            "skhc" => O::SetCaching(true),
            "ckhc" => O::SetCaching(false),
            "sai" => O::ActivationInterval(self.minutes()?),
            "sri" => O::RenewalInterval(self.minutes()?),
            "sprt" => O::SetPort(self.port()?),
            "sdns" => O::SetPublishing(true),
            "cdns" => O::SetPublishing(false),
            "spri" => O::SetPriority { low: false },
            "cpri" => O::SetPriority { low: true },
            _ => return self.later_option(),
        }))
    }

    /// Directory and certificates.
    fn later_option(&mut self) -> Result<Option<SlmgrOption>, UsageError> {
        use SlmgrOption as O;
        Ok(Some(match self.name {
            "act-type" => O::SetActivationType { kind: self.activation_type()?, id: self.id()? },
            // Windows 7 had a flag for it.
            "stao" => O::SetActivationType { kind: ActivationType::Token, id: None },
            "ctao" => O::SetActivationType { kind: ActivationType::All, id: None },
            "lil" => O::ListIssuance,
            "ril" => O::RemoveIssuance {
                id: self.parsed("a license id (ILID)")?,
                version: self.parsed("a version (ILvID)")?,
            },
            "ltc" => O::ListCertificates,
            "fta" => O::ForceToken { thumbprint: self.word("a thumbprint")?, pin: self.words.next().cloned() },
            "ad-activation-online" => {
                O::DirectoryActivate { key: self.word("a host key")?, name: self.words.next().cloned() }
            }
            "ad-activation-get-iid" => O::DirectoryInstallationId(self.word("a host key")?),
            "ad-activation-apply-cid" => O::DirectoryDeposit {
                key: self.word("a host key")?,
                cid: self.word("a confirmation id")?,
                name: self.words.next().cloned(),
            },
            "ao-list" => O::ListObjects,
            "del-ao" => O::DeleteObject(self.word("the name of an activation object")?),
            _ => return Ok(None),
        }))
    }

    fn word(&mut self, what: &str) -> Result<String, UsageError> {
        self.words.next().cloned().ok_or_else(|| UsageError::new(format!("/{} needs {what}", self.name)))
    }

    fn parsed<T: FromStr<Err: std::fmt::Display>>(&mut self, what: &str) -> Result<T, UsageError> {
        let word = self.word(what)?;
        word.parse().map_err(|error| UsageError::new(format!("'{word}' is not {what}: {error}")))
    }

    fn id(&mut self) -> Result<Option<ActivationId>, UsageError> {
        self.words.next().map(|word| word.parse()).transpose().map_err(UsageError::new)
    }

    fn scope(&mut self) -> Result<Scope, UsageError> {
        match self.words.next() {
            None => Ok(Scope::Installed),
            Some(word) if word.eq_ignore_ascii_case("all") => Ok(Scope::All),
            Some(word) => word.parse().map(Scope::One).map_err(UsageError::new),
        }
    }

    fn minutes(&mut self) -> Result<Span, UsageError> {
        let word = self.word("minutes")?;
        let (least, greatest) = Intervals::LIMITS;
        let minutes = word.parse().ok().map(Span::minutes).filter(|span| (least..=greatest).contains(span));
        let wrong =
            || format!("'{word}' is not a number of minutes from {} to {}", least.as_minutes(), greatest.as_minutes());
        minutes.ok_or_else(|| UsageError::new(wrong()))
    }

    fn port(&mut self) -> Result<u16, UsageError> {
        let word = self.word("a port")?;
        let port = word.parse().ok().filter(|port| *port > 0);
        port.ok_or_else(|| UsageError::new(format!("'{word}' is not a port (1 to 65535)")))
    }

    fn activation_type(&mut self) -> Result<ActivationType, UsageError> {
        let word = self.word("a type: 0 all, 1 AD, 2 KMS, 3 token")?;
        let kind = word.parse().ok().and_then(ActivationType::from_number);
        kind.ok_or_else(|| UsageError::new(format!("'{word}' is not a type: 0 all, 1 AD, 2 KMS, 3 token")))
    }
}
