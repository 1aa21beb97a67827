//! `muster slmgr`: the documented options, with / or -, for a client, a host, or a machine that is both.

mod activation;
mod directory;
mod host;
pub(crate) mod keys;
mod settings;
mod through_agent;
mod token;

pub(crate) use host::host_text;

use crate::{
    args::{MachineArguments, OptionArguments},
    cmd::{env, locale, machine, now},
    failure::Failure,
    out,
};
use muster_client::{Client, ClientError};
use muster_core::{
    code,
    id::ActivationId,
    lang::{Lang, Text},
    sentence,
    sentence::Sentence,
};
use muster_host::Host;
use muster_platform::process;
use muster_slmgr::{
    Locale,
    slmgr::{self, Scope, SlmgrOption},
};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Runs one option.
pub(crate) fn run(arguments: &OptionArguments, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let Some(option) =
        SlmgrOption::parse(&arguments.words).map_err(|error| Failure::usage(Sentence::of(|lang| error.text(lang))))?
    else {
        out::print(&slmgr::usage(lang));
        return Ok(ExitCode::from(2));
    };
    if option.needs_rights() {
        need_rights(state)?;
    }
    let roles =
        Roles { state, client: state.join("client"), host: state.join("host"), machine: &arguments.machine, lang };
    roles.run(option)
}

/// Refuses whoever may not change this machine's state: neither an administrator (root) nor the account that it belongs to.
pub(crate) fn need_rights(state: &Path) -> Result<(), Failure> {
    if process::may_change(state) {
        return Ok(());
    }
    let detail = sentence!(
        "{folder} belongs to another account",
        "{folder} は別のアカウントが所有しています",
        folder = state.display()
    );
    Err(Failure::new(code::ACCESS_DENIED, detail))
}

fn said(text: Text, lang: Lang) -> ExitCode {
    out::line(text.get(lang));
    ExitCode::SUCCESS
}

/// The one license that was asked for, if it was one.
fn option_id(scope: Scope) -> Option<ActivationId> {
    match scope {
        Scope::Installed | Scope::All => None,
        Scope::One(id) => Some(id),
    }
}

/// What this machine is: client, host, or both.
struct Roles<'a> {
    state: &'a Path,
    client: PathBuf,
    host: PathBuf,
    machine: &'a MachineArguments,
    lang: Lang,
}

impl Roles<'_> {
    fn run(&self, option: SlmgrOption) -> Result<ExitCode, Failure> {
        use SlmgrOption as O;
        match option {
            O::InstallKey(key) => self.install_key(&key),
            O::RemoveKey(id) => self.remove_key(id),
            O::WipeKey => self.wipe_keys(),
            O::InstallLicense(path) => self.install_license(&path),
            O::ReinstallLicenses => self.reinstall_licenses(),
            O::Activate(id) => self.activate(id),
            O::InstallationId(id) => self.installation_id(id),
            O::DepositConfirmation { cid, id } => self.deposit(&cid, id),
            O::Rearm => self.rearm(None, None),
            O::RearmApplication(id) => self.rearm(Some(id), None),
            O::RearmProduct(id) => self.rearm(None, Some(id)),
            O::Show { scope, full } => self.show(scope, full),
            O::Expiry(id) => self.expiry(id),
            O::DirectoryActivate { key, name } => self.directory_activate(&key, name.as_deref()),
            O::DirectoryInstallationId(key) => self.directory_installation_id(&key),
            O::DirectoryDeposit { key, cid, name } => self.directory_deposit(&key, &cid, name.as_deref()),
            O::ListObjects => self.list_objects(),
            O::DeleteObject(name) => self.delete_object(&name),
            O::ListIssuance => self.list_issuance(),
            O::RemoveIssuance { id, version } => self.remove_issuance(id, version),
            O::ListCertificates => self.list_certificates(),
            O::ForceToken { thumbprint, pin } => self.force_token(&thumbprint, pin.as_deref()),
            setting => self.set(setting),
        }
    }

    fn locale(&self) -> Locale {
        locale(self.lang)
    }

    fn open_client(&self) -> Result<Option<Client>, Failure> {
        if self.client.exists() { Ok(Some(Client::open(&self.client, now())?)) } else { Ok(None) }
    }

    fn open_host(&self) -> Result<Option<Host>, Failure> {
        if self.host.exists() { Ok(Some(Host::open(&self.host)?)) } else { Ok(None) }
    }

    fn open_both(&self) -> Result<(Option<Client>, Option<Host>), Failure> {
        let both = (self.open_client()?, self.open_host()?);
        if both.0.is_none() && both.1.is_none() {
            return Err(ClientError::Missing(self.client.display().to_string()).into());
        }
        Ok(both)
    }

    /// The client, which must be there.
    fn need_client(&self) -> Result<Client, Failure> {
        Ok(Client::open(&self.client, now())?)
    }

    fn show(&self, scope: Scope, full: bool) -> Result<ExitCode, Failure> {
        if self.is_anothers() {
            return through_agent::show(self.state, scope, full, self.lang);
        }
        let (client, host) = self.open_both()?;
        let id = option_id(scope);
        let of_host = |id: ActivationId| {
            let group = host.as_ref().and_then(|host| host.pack().groups.iter().find(|group| group.id == id));
            group.is_some()
        };
        let mut blocks = Vec::new();
        if let Some(client) = client.as_ref().filter(|_| !id.is_some_and(of_host)) {
            blocks.extend(self.client_blocks(client, scope, full, host.is_some())?);
        }
        if let Some(host) = host.as_ref().filter(|_| id.is_none_or(of_host)) {
            blocks.push(host_text(host, full, Some(&machine(self.machine)), now(), &self.locale())?);
        }
        if let (true, Some(id)) = (blocks.is_empty(), id) {
            return Err(ClientError::NotInstalled(id).into());
        }
        out::print(&blocks.join("\n"));
        Ok(ExitCode::SUCCESS)
    }

    fn client_blocks(&self, client: &Client, scope: Scope, full: bool, host: bool) -> Result<Vec<String>, Failure> {
        let env = env(self.machine);
        let chosen = match scope {
            Scope::One(id) => client.chosen(Some(id))?,
            // A machine that is a host and holds no key as a client has nothing to show as one.
            Scope::Installed if !host => client.chosen(None)?,
            _ => client.chosen(None).unwrap_or_default(),
        };
        let mut blocks = Vec::new();
        for id in &chosen {
            let report = client.report(*id, &env)?;
            blocks.push(slmgr::product_block(&report, full, &self.locale()));
        }
        if scope == Scope::All {
            let unused = client.pack().products.iter().filter(|product| !chosen.contains(&product.id));
            let vendor = &client.pack().vendor;
            blocks.extend(unused.map(|product| slmgr::unused_block(vendor, product, full, self.lang)));
        }
        Ok(blocks)
    }

    /// Whether the state belongs to another account, which keeps its keys to itself.
    fn is_anothers(&self) -> bool {
        need_rights(self.state).is_err()
    }

    fn expiry(&self, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        if self.is_anothers() {
            return through_agent::expiry(self.state, id, self.lang);
        }
        let (client, host) = self.open_both()?;
        if let Some(client) = client {
            let env = env(self.machine);
            let chosen = client.chosen(id);
            let chosen = if host.is_some() { chosen.unwrap_or_default() } else { chosen? };
            for id in chosen {
                out::print(&slmgr::expiry(&client.report(id, &env)?, &self.locale()));
            }
        }
        if let Some(host) = host.filter(|_| id.is_none()) {
            out::print(&slmgr::host_expiry(&host.license_report(Some(&machine(self.machine)), now())?, &self.locale()));
        }
        Ok(ExitCode::SUCCESS)
    }
}
