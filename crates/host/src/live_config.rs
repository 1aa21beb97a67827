//! What a running host decides by, and when that changes: an administrator may install a pack, a license or settings at any
//! time, and the next request is decided by them.

use crate::{error::HostError, host::Host};
use muster_core::host::settings::HostSettings;
use muster_core::{
    clock::host_clock::ClockBounds,
    host::{group::DecisionContext, request::HostStatus},
    id::HostId,
    sentence,
    time::Moment,
};
use muster_platform::{
    files::{self, FileVersion},
    machine::Machine,
};
use muster_trust::{
    chain::VerifiedLicense,
    jwk::PublicKey,
    jws::{Kind, Signer},
};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

/// What an activated host signs with.
pub(crate) struct HostCredential {
    pub(crate) host: HostId,
    pub(crate) epid: String,
    pub(crate) license: String,
    pub(crate) pack: u32,
    /// The key that the license binds.
    pub(crate) key: PublicKey,
    pub(crate) signer: Signer,
    /// Signs orders to the machines that it manages.
    pub(crate) orders: Signer,
}

/// What is in force now.
pub(crate) struct ActiveConfig {
    pub(crate) host: Arc<Host>,
    /// None while the host is not activated: every request is refused then.
    pub(crate) credential: Option<Arc<HostCredential>>,
}

impl ActiveConfig {
    fn new(host: Host, machine: &Machine) -> Result<Self, HostError> {
        host.check_machine(machine)?;
        let credential = credential(&host)?.map(Arc::new);
        Ok(Self { host: Arc::new(host), credential })
    }

    /// How far the clock is believed.
    pub(crate) fn bounds(&self) -> ClockBounds {
        self.host.config.clock.bounds()
    }

    /// The context in which a request that is answered by `now` is decided.
    pub(crate) fn context(&self, settings: &HostSettings, now: Moment) -> DecisionContext<'_> {
        let access = &self.host.config.access;
        DecisionContext {
            pack: self.host.pack(),
            status: if settings.enabled { self.host.status(now) } else { HostStatus::Disabled },
            ends: self.host.license().and_then(VerifiedLicense::ends),
            intervals: settings.intervals,
            access: access.lists(),
            new_machines: access.new_machines(),
        }
    }
}

fn credential(host: &Host) -> Result<Option<HostCredential>, HostError> {
    let Some((credential, document)) = host.license().zip(host.license_document()) else { return Ok(None) };
    let key = Arc::new(host.signing_key()?);
    if key.public() != credential.key {
        let problem = sentence!(
            "the host license was issued to another key: activate the host again",
            "ホスト ライセンスは別のキーに対して発行されています。ホストのライセンス認証をもう一度行ってください"
        );
        return Err(HostError::Config { file: "host-license.jws".into(), problem });
    }
    Ok(Some(HostCredential {
        host: credential.license.sub,
        epid: credential.license.epid.clone(),
        license: document.to_owned(),
        pack: host.pack().version,
        key: key.public(),
        signer: Signer::new(Kind::Activation, key.clone()),
        orders: Signer::new(Kind::Order, key),
    }))
}

/// Looks, before each group of requests, whether files were changed by somebody else. That costs a few system calls for
/// a group, and saves a restart.
pub(crate) struct ConfigReloader {
    directory: PathBuf,
    machine: Machine,
    loaded: Mutex<LoadedConfig>,
}

/// What is in force, and the files that it was read from.
struct LoadedConfig {
    active: Arc<ActiveConfig>,
    files: Vec<Option<FileVersion>>,
}

impl ConfigReloader {
    /// # Errors
    /// [`HostError::OtherMachine`] if the host was activated on another machine than `machine`.
    pub(crate) fn start(host: Host, machine: Machine) -> Result<Self, HostError> {
        let directory = host.directory().to_owned();
        let files = file_versions(&host);
        let active = Arc::new(ActiveConfig::new(host, &machine)?);
        Ok(Self { directory, machine, loaded: Mutex::new(LoadedConfig { active, files }) })
    }

    /// What is in force, with what was changed. What cannot be read leaves everything as it is, and is logged.
    pub(crate) fn current(&self) -> Arc<ActiveConfig> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let files = file_versions(&loaded.active.host);
        if files != loaded.files {
            loaded.files = files;
            match Host::open(&self.directory).and_then(|host| ActiveConfig::new(host, &self.machine)) {
                Ok(active) => loaded.active = Arc::new(active),
                Err(error) => tracing::error!(%error, "cannot take what was changed: the host goes on as before"),
            }
        }
        loaded.active.clone()
    }
}

fn file_versions(host: &Host) -> Vec<Option<FileVersion>> {
    host.directory.watched_files().iter().map(|path: &PathBuf| files::version(path)).collect()
}
