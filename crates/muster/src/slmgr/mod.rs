//! `muster slmgr`: the documented options, with / or -, for a client, a host, or a machine that is both.

mod client;
mod host;
mod labels;
mod option;

pub(crate) use client::{attempt_text, client_block};
pub(crate) use host::host_block;

use crate::{
    args::{MachineArguments, SlmgrArguments},
    cmd::{self, entropy, machine, network, now},
    failure::Failure,
    out,
};
use labels::*;
use muster_client::Client;
use muster_core::{
    code,
    discovery::{DEFAULT_PORT, HostAddress},
    id::ActivationId,
    key::{KeyKind, ProductKey},
    lang::{Lang, Text},
    session::Outcome,
};
use muster_host::Host;
use option::{Scope, SlmgrOption};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Runs one option.
pub(crate) fn run(arguments: &SlmgrArguments, state: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    let Some(option) = SlmgrOption::parse(&arguments.words)? else {
        out::print(labels::usage(lang));
        return Ok(ExitCode::from(2));
    };
    let roles = Roles { client: state.join("client"), host: state.join("host"), machine: &arguments.machine, lang };
    match option {
        SlmgrOption::InstallKey(key) => roles.install_key(&key),
        SlmgrOption::RemoveKey(id) => roles.remove_key(id),
        SlmgrOption::Activate(id) => roles.activate(id),
        SlmgrOption::Show { scope, full } => roles.show(scope, full),
        SlmgrOption::Expiry(id) => roles.expiry(id),
        SlmgrOption::SetHost { host, id } => roles.set_host(&host, id),
        SlmgrOption::ClearHost(id) => {
            Client::open(&roles.client, now())?.set_host(None, id)?;
            Ok(said(HOST_CLEARED, lang))
        }
        SlmgrOption::SetPort(port) => roles.set_port(port),
        SlmgrOption::SetPublishing(on) => roles.set_publishing(on),
    }
}

fn said(text: Text, lang: Lang) -> ExitCode {
    out::line(text.get(lang));
    ExitCode::SUCCESS
}

/// What this machine is: client, host, or both.
struct Roles<'a> {
    client: PathBuf,
    host: PathBuf,
    machine: &'a MachineArguments,
    lang: Lang,
}

impl Roles<'_> {
    fn open_client(&self) -> Result<Option<Client>, Failure> {
        if self.client.exists() { Ok(Some(Client::open(&self.client, now())?)) } else { Ok(None) }
    }

    fn open_host(&self) -> Result<Option<Host>, Failure> {
        if self.host.exists() { Ok(Some(Host::open(&self.host)?)) } else { Ok(None) }
    }

    fn open_both(&self) -> Result<(Option<Client>, Option<Host>), Failure> {
        let both = (self.open_client()?, self.open_host()?);
        if both.0.is_none() && both.1.is_none() {
            return Err(muster_client::ClientError::Missing(self.client.display().to_string()).into());
        }
        Ok(both)
    }

    fn install_key(&self, text: &str) -> Result<ExitCode, Failure> {
        let key: ProductKey = text.parse().map_err(|error| Failure::new(code::KEY_INVALID, error))?;
        if key.claim().is_some_and(|claim| claim.kind == KeyKind::Host) {
            Host::open(&self.host)?.install_key(&key)?;
        } else {
            Client::open(&self.client, now())?.install_key(text, now())?;
        }
        out::line(&format!("{} {key:?} {}", INSTALLED.get(self.lang), INSTALLED_END.get(self.lang)));
        Ok(ExitCode::SUCCESS)
    }

    fn remove_key(&self, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        let (client, host) = self.open_both()?;
        if let Some(mut client) = client
            && let Ok(products) = client.chosen(id)
        {
            products.into_iter().try_for_each(|id| client.remove_key(id))?;
            return Ok(said(UNINSTALLED, self.lang));
        }
        match host.map(|host| host.remove_key()) {
            Some(Ok(())) => Ok(said(UNINSTALLED, self.lang)),
            _ => {
                out::line(KEY_NOT_FOUND.get(self.lang));
                Ok(ExitCode::FAILURE)
            }
        }
    }

    fn activate(&self, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        let (client, host) = self.open_both()?;
        let mut activated = true;
        if let Some(mut client) = client {
            let machine = machine(self.machine);
            let network = network(self.machine, &machine)?;
            for id in client.chosen(id)? {
                let attempt = client.activate(id, &machine, &network, now(), &mut entropy)?;
                out::print(&attempt_text(&attempt, self.lang));
                activated &= matches!(attempt.outcome, Outcome::Activated { .. });
            }
        } else if let Some(mut host) = host {
            let group = host.product_key()?.claim().and_then(|claim| host.pack.group(claim.group).cloned());
            if let Some(group) = group {
                out::line(&format!("{} {} ({}) ...", ACTIVATING.get(self.lang), group.name, group.id));
            }
            host.activate(machine(self.machine).id())?;
            out::line(ACTIVATED.get(self.lang));
        }
        if activated {
            return Ok(ExitCode::SUCCESS);
        }
        out::line(ACTIVATION_FAILED.get(self.lang));
        Ok(ExitCode::FAILURE)
    }

    fn show(&self, scope: Scope, full: bool) -> Result<ExitCode, Failure> {
        let (client, host) = self.open_both()?;
        let id = match scope {
            Scope::All => None,
            Scope::One(id) => Some(id),
        };
        let mut blocks = Vec::new();
        if let Some(client) = &client {
            let machine = machine(self.machine);
            for id in client.chosen(id)? {
                let report = client.report(id, &machine, now())?;
                blocks.push(client_block(&report, client, full, now(), self.lang));
            }
        }
        if let Some(host) = host.filter(|_| id.is_none() || client.is_none()) {
            blocks.push(host_block(&host, full, now(), self.lang)?);
        }
        out::print(&blocks.join("\n"));
        Ok(ExitCode::SUCCESS)
    }

    fn expiry(&self, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        let (client, host) = self.open_both()?;
        if let Some(client) = client {
            let machine = machine(self.machine);
            for id in client.chosen(id)? {
                out::print(&client::expiry(&client.report(id, &machine, now())?, self.lang));
            }
        }
        if let Some(host) = host {
            out::print(&host::expiry(&host, now(), self.lang));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// `:port` alone keeps the name that is set.
    fn set_host(&self, text: &str, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        let mut client = Client::open(&self.client, now())?;
        let host: HostAddress = match text.strip_prefix(':').map(str::parse::<u16>) {
            Some(port) => {
                let machine = machine(self.machine);
                let set = client.chosen(id)?.first().map(|id| client.report(*id, &machine, now())).transpose()?;
                let name = set.and_then(|report| report.fixed_host).map(|host| host.name);
                let name = name.ok_or_else(|| Failure::usage("no host is set: give its name before the port"))?;
                HostAddress { name, port: port.map_err(Failure::usage)? }
            }
            None => text.parse().map_err(Failure::usage)?,
        };
        client.set_host(Some(host.clone()), id)?;
        let shown = if host.port == DEFAULT_PORT { host.name.clone() } else { host.to_string() };
        out::line(&self.lang.pick(
            format!("Key Management Service machine name set to {shown} successfully."),
            format!("キー管理サービス コンピューター名は {shown} に正常に設定されました。"),
        ));
        Ok(ExitCode::SUCCESS)
    }

    fn set_port(&self, port: u16) -> Result<ExitCode, Failure> {
        let Some(host) = self.activated_host("KMS port", "KMS ポート")? else { return Ok(ExitCode::FAILURE) };
        host.change_settings(|settings| settings.port = port)?;
        out::line(&format!("{} {port} {}", PORT_SET.get(self.lang), PORT_SET_END.get(self.lang)));
        Ok(said(RESTART, self.lang))
    }

    /// `/sdns` publishes at once, and `/cdns` takes the records back at once: nothing waits for the service.
    fn set_publishing(&self, on: bool) -> Result<ExitCode, Failure> {
        let Some(host) = self.activated_host("DNS publishing", "DNS 発行")? else { return Ok(ExitCode::FAILURE) };
        host.change_settings(|settings| settings.dns_publishing = on)?;
        out::line(if on { DNS_ON } else { DNS_OFF }.get(self.lang));
        Ok(if on {
            cmd::host::published(&host.publish(now(), now())?, self.lang)
        } else {
            cmd::host::withdrawn(&host.withdraw(now())?, self.lang)
        })
    }

    /// The host, or the documented warning that there is none.
    fn activated_host(&self, en: &str, ja: &str) -> Result<Option<Host>, Failure> {
        let host = self.open_host()?.filter(|host| host.credential().is_some());
        if host.is_none() {
            let what = format!("{}{}", self.lang.pick(format!("{en} "), ja.to_owned()), HOST_ONLY.get(self.lang));
            out::line(&format!("{}: {what}", WARNING.get(self.lang)));
        }
        Ok(host)
    }
}
