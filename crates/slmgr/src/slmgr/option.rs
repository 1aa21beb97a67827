//! One option of slmgr as it was typed, and what it means.

use crate::usage_error::UsageError;
use muster_core::{
    client::{activation::ActivationType, discovery::HostAddress, license::Intervals},
    id::{ActivationId, ApplicationId, HostId},
    labels::*,
    lang::Text,
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

/// The host of `/skms`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostArgument {
    /// A host by name or address.
    Host(HostAddress),
    /// Another port of the host that is set.
    Port(u16),
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
    SetHost { host: HostArgument, id: Option<ActivationId> },
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
        let is_option = |word: &String| word.starts_with(['/', '-']);
        let mut words = words.iter();
        // `slmgr Machine [User Password] /option`.
        if let Some(machine) = words.as_slice().first().filter(|first| !is_option(first))
            && words.as_slice().iter().skip(1).any(is_option)
        {
            return Err(UsageError::OtherMachine { machine: machine.clone(), tool: "slmgr" });
        }
        let Some(name) = words.next().and_then(|word| word.strip_prefix(['/', '-'])) else { return Ok(None) };
        let name = name.trim_start_matches('-').to_ascii_lowercase();
        let mut arguments = Arguments { name: &name, words };
        let Some(option) = arguments.option()? else { return Ok(None) };
        match arguments.words.next() {
            Some(word) => Err(UsageError::Surplus { option: name.clone(), word: word.clone() }),
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
            "ipk" => O::InstallKey(self.word(ARGUMENT_PRODUCT_KEY)?),
            "ato" => O::Activate(self.id()?),
            "dli" => O::Show { scope: self.scope()?, full: false },
            "dlv" => O::Show { scope: self.scope()?, full: true },
            "xpr" => O::Expiry(self.id()?),
            "cpky" => O::WipeKey,
            "ilc" => O::InstallLicense(self.word(ARGUMENT_LICENSE_FILE)?.into()),
            "rilc" => O::ReinstallLicenses,
            "rearm" => O::Rearm,
            "rearm-app" => O::RearmApplication(self.parsed(ARGUMENT_APPLICATION_ID)?),
            "rearm-sku" => O::RearmProduct(self.parsed(ARGUMENT_ACTIVATION_ID)?),
            "upk" => O::RemoveKey(self.id()?),
            "dti" => O::InstallationId(self.id()?),
            "atp" => O::DepositConfirmation { cid: self.word(ARGUMENT_CONFIRMATION_ID)?, id: self.id()? },
            "skms" => O::SetHost { host: self.host()?, id: self.id()? },
            "ckms" => O::ClearHost(self.id()?),
            "skms-domain" => O::SetLookupDomain { domain: self.domain()?, id: self.id()? },
            "ckms-domain" => O::ClearLookupDomain(self.id()?),
            "skhc" => O::SetCaching(true),
            "ckhc" => O::SetCaching(false),
            "sai" => O::ActivationInterval(self.minutes()?),
            "sri" => O::RenewalInterval(self.minutes()?),
            "sprt" => O::SetPort(port(&self.word(ARGUMENT_PORT)?)?),
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
            "ril" => {
                O::RemoveIssuance { id: self.parsed(ARGUMENT_LICENSE_ID)?, version: self.parsed(ARGUMENT_VERSION)? }
            }
            "ltc" => O::ListCertificates,
            "fta" => O::ForceToken { thumbprint: self.word(ARGUMENT_THUMBPRINT)?, pin: self.words.next().cloned() },
            "ad-activation-online" => {
                O::DirectoryActivate { key: self.word(ARGUMENT_HOST_KEY)?, name: self.words.next().cloned() }
            }
            "ad-activation-get-iid" => O::DirectoryInstallationId(self.word(ARGUMENT_HOST_KEY)?),
            "ad-activation-apply-cid" => O::DirectoryDeposit {
                key: self.word(ARGUMENT_HOST_KEY)?,
                cid: self.word(ARGUMENT_CONFIRMATION_ID)?,
                name: self.words.next().cloned(),
            },
            "ao-list" => O::ListObjects,
            "del-ao" => O::DeleteObject(self.word(ARGUMENT_ACTIVATION_OBJECT)?),
            _ => return Ok(None),
        }))
    }

    fn word(&mut self, what: Text) -> Result<String, UsageError> {
        self.words.next().cloned().ok_or_else(|| UsageError::Needs { option: self.name.to_owned(), what })
    }

    fn parsed<T: FromStr>(&mut self, what: Text) -> Result<T, UsageError> {
        let word = self.word(what)?;
        word.parse().map_err(|_| UsageError::IsNot { word, what })
    }

    fn id(&mut self) -> Result<Option<ActivationId>, UsageError> {
        let id = |word: &String| word.parse().map_err(|_| UsageError::NotAnId(word.clone()));
        self.words.next().map(id).transpose()
    }

    fn scope(&mut self) -> Result<Scope, UsageError> {
        match self.words.as_slice().first() {
            Some(word) if word.eq_ignore_ascii_case("all") => {
                self.words.next();
                Ok(Scope::All)
            }
            _ => Ok(self.id()?.map_or(Scope::Installed, Scope::One)),
        }
    }

    /// `name[:port]`, or `:port` for another port of the name that is set.
    fn host(&mut self) -> Result<HostArgument, UsageError> {
        let word = self.word(ARGUMENT_HOST)?;
        match word.strip_prefix(':') {
            Some(digits) => port(digits).map(HostArgument::Port),
            None => word.parse().map(HostArgument::Host).map_err(|_| UsageError::NotAHost(word)),
        }
    }

    fn domain(&mut self) -> Result<String, UsageError> {
        let word = self.word(ARGUMENT_DOMAIN)?;
        let legal = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        let is_domain = !word.is_empty() && word.chars().all(legal);
        if is_domain { Ok(word) } else { Err(UsageError::IsNot { word, what: ARGUMENT_DOMAIN }) }
    }

    fn minutes(&mut self) -> Result<Span, UsageError> {
        let word = self.word(ARGUMENT_MINUTES)?;
        let limits = Intervals::LIMITS;
        let minutes = word.parse().ok().map(Span::minutes).filter(|span| (limits.0..=limits.1).contains(span));
        minutes.ok_or(UsageError::NotMinutes { word, limits })
    }

    fn activation_type(&mut self) -> Result<ActivationType, UsageError> {
        let word = self.word(ARGUMENT_ACTIVATION_TYPE)?;
        let kind = word.parse().ok().and_then(ActivationType::from_number);
        kind.ok_or(UsageError::IsNot { word, what: ARGUMENT_ACTIVATION_TYPE })
    }
}

fn port(word: &str) -> Result<u16, UsageError> {
    let port = word.parse().ok().filter(|port| *port > 0);
    port.ok_or_else(|| UsageError::IsNot { word: word.to_owned(), what: ARGUMENT_PORT })
}
