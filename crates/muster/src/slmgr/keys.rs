//! Keys and license files: `/ipk`, `/upk`, `/cpky`, `/ilc`, `/rilc`.

use super::{Roles, said};
use crate::{cmd::now, failure::Failure, out};
use muster_client::Client;
use muster_core::{
    code,
    id::ActivationId,
    keys::product_key::{KeyError, KeyKind, ProductKey},
    labels::{CLEARED_KEY, KEY_NOT_FOUND, REINSTALLED, REINSTALLING, UNINSTALLED},
    sentence,
};
use muster_host::{Host, HostError};
use muster_platform::files;
use muster_proto::slot_file::{SlotFile, SlotKeyKind};
use muster_slmgr::slmgr;
use muster_trust::jws::Kind;
use std::{path::Path, process::ExitCode};

impl Roles<'_> {
    pub(super) fn install_key(&self, text: &str) -> Result<ExitCode, Failure> {
        let key: ProductKey = text.parse().map_err(|error: KeyError| Failure::new(code::KEY_INVALID, error))?;
        let (client, host) = self.open_both()?;
        match (key.claim().kind, client, host) {
            (KeyKind::Host, _, Some(host)) => host.install_key(&key)?,
            (KeyKind::Setup | KeyKind::Multiple, None, Some(_)) => return Err(HostError::NoHostKey.into()),
            // A host key is refused there with the way out: it belongs on a host.
            (_, client, _) => client.map_or_else(|| self.need_client(), Ok)?.install_key(text, now()).map(drop)?,
        }
        Ok(out::done(&slmgr::key_installed(&key, self.lang)))
    }

    pub(super) fn remove_key(&self, id: Option<ActivationId>) -> Result<ExitCode, Failure> {
        let (client, host) = self.open_both()?;
        if let Some(mut client) = client
            && let Ok(products) = client.chosen(id)
        {
            products.into_iter().try_for_each(|id| client.remove_key(id))?;
            return Ok(said(UNINSTALLED, self.lang));
        }
        match host.map(|host| host.remove_key()) {
            Some(Ok(())) => Ok(said(UNINSTALLED, self.lang)),
            Some(Err(error)) if !matches!(error, HostError::NoProductKey) => Err(error.into()),
            _ => {
                out::line(KEY_NOT_FOUND.get(self.lang));
                Ok(ExitCode::FAILURE)
            }
        }
    }

    /// Whoever reads this machine's files later finds no key. A host keeps its own: it is asked for again at every renewal.
    pub(super) fn wipe_keys(&self) -> Result<ExitCode, Failure> {
        self.need_client()?.wipe_keys()?;
        Ok(said(CLEARED_KEY, self.lang))
    }

    /// A pack, an issuance license or an offline license file: what it is, it says itself.
    pub(super) fn install_license(&self, path: &Path) -> Result<ExitCode, Failure> {
        install_license(self.state, path)?;
        Ok(out::done(&slmgr::license_installed(path, self.lang)))
    }

    /// Reads every license file of this machine anew; one that does not verify is named.
    pub(super) fn reinstall_licenses(&self) -> Result<ExitCode, Failure> {
        out::line(REINSTALLING.get(self.lang));
        // Opening verifies root key, pack and licenses.
        let (client, _) = self.open_both()?;
        if let Some(client) = client {
            client.reinstall_issuance()?;
        }
        Ok(said(REINSTALLED, self.lang))
    }
}

/// Installs a license file where it belongs: as a client, as a host, or as both.
pub(crate) fn install_license(state: &Path, path: &Path) -> Result<(), Failure> {
    let text = files::read(path)?;
    let (client, host) = (state.join("client"), state.join("host"));
    let client = client.exists().then(|| Client::open(&client, now())).transpose()?;
    let host = host.exists().then(|| Host::open(&host)).transpose()?;
    install(&text, client, host)
}

fn install(text: &str, client: Option<Client>, host: Option<Host>) -> Result<(), Failure> {
    if text.trim_start().starts_with('{') {
        let file = SlotFile::parse(text).map_err(|problem| Failure::new(code::INVALID_DATA, problem))?;
        let host = host.filter(|_| file.kind == SlotKeyKind::Host);
        if host.is_none() && client.is_none() {
            return Err(HostError::NoHostKey.into());
        }
        if let Some(host) = host {
            host.install_slots(text)?;
        }
        // A host key may activate a directory too, from a machine that is no host.
        if let Some(client) = client {
            client.install_slots(text)?;
        }
        return Ok(());
    }
    let named = |kind: Kind| text.lines().last().is_some_and(|line| kind.is_of(line));
    if named(Kind::Pack) {
        if let Some(mut client) = client {
            client.install_pack(text)?;
        }
        if let Some(mut host) = host {
            host.install_pack(text, now())?;
        }
        return Ok(());
    }
    match client {
        Some(client) if named(Kind::IssuanceLicense) => Ok(client.install_issuance(text).map(drop)?),
        _ => {
            let problem = sentence!(
                "it is no license pack, issuance license or offline license file",
                "ライセンス パック、発行ライセンス、オフライン ライセンス ファイルのいずれでもありません"
            );
            Err(Failure::new(code::INVALID_DATA, problem))
        }
    }
}
