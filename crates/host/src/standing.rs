//! What a running host decides by, and when that changes: an administrator may install a pack, a license or settings at any
//! time, and the next request is decided by them.

use crate::{Host, HostError, Settings, store::Store};
use muster_core::{id::HostId, request::HostStanding, time::Moment};
use muster_wire::jws::{Kind, Signer};
use std::{fs, os::unix::fs::MetadataExt, path::PathBuf, sync::Arc};

/// What an activated host signs with.
pub(crate) struct Credential {
    pub(crate) host: HostId,
    pub(crate) epid: String,
    pub(crate) license: String,
    pub(crate) pack: u32,
    pub(crate) signer: Signer,
}

/// What is in force now.
pub(crate) struct InForce {
    pub(crate) host: Arc<Host>,
    pub(crate) settings: Settings,
    /// None while the host is not activated: every request is refused then.
    pub(crate) credential: Option<Arc<Credential>>,
}

impl InForce {
    fn new(host: Host, settings: Settings) -> Result<Self, HostError> {
        let credential = credential(&host)?.map(Arc::new);
        Ok(Self { host: Arc::new(host), settings, credential })
    }

    /// Whether the host may answer at `now`.
    pub(crate) fn standing(&self, now: Moment) -> HostStanding<'_> {
        if self.settings.enabled { self.host.standing(now) } else { HostStanding::Disabled }
    }
}

fn credential(host: &Host) -> Result<Option<Credential>, HostError> {
    let Some((credential, document)) = host.credential().zip(host.license_document()) else { return Ok(None) };
    let key = host.signing_key()?;
    if key.public() != credential.key {
        let problem = "the host license was issued to another key: activate the host again".into();
        return Err(HostError::Config { file: "host-license.jws".into(), problem });
    }
    Ok(Some(Credential {
        host: credential.license.sub,
        epid: credential.license.epid.clone(),
        license: document.to_owned(),
        pack: host.pack().version,
        signer: Signer::new(Kind::Activation, Arc::new(key)),
    }))
}

/// Looks, before each group of requests, whether files or store were changed by somebody else. That costs a few
/// system calls for a group, and saves a restart.
pub(crate) struct Watch {
    directory: PathBuf,
    in_force: InForce,
    files: Vec<Stamp>,
    store: u64,
}

/// Changes whenever a file is written: files here are replaced, never written in place.
type Stamp = Option<(u64, i64, i64)>;

impl Watch {
    pub(crate) fn start(host: Host, store: &Store) -> Result<Self, HostError> {
        let directory = host.directory().to_owned();
        let files = stamps(&host);
        let in_force = InForce::new(host, store.settings()?)?;
        Ok(Self { directory, in_force, files, store: store.version()? })
    }

    pub(crate) fn in_force(&self) -> &InForce {
        &self.in_force
    }

    /// Takes what was changed; whether anything was. What cannot be read leaves everything as it is, and is logged.
    pub(crate) fn refresh(&mut self, store: &Store) -> bool {
        let files = stamps(&self.in_force.host);
        let version = store.version().unwrap_or(self.store);
        if files == self.files && version == self.store {
            return false;
        }
        self.files = files;
        self.store = version;
        let read = Host::open(&self.directory).and_then(|host| InForce::new(host, store.settings()?));
        match read {
            Ok(in_force) => self.in_force = in_force,
            Err(error) => tracing::error!(%error, "cannot take what was changed: the host goes on as before"),
        }
        true
    }
}

fn stamps(host: &Host) -> Vec<Stamp> {
    let stamp = |path: &PathBuf| fs::metadata(path).ok().map(|meta| (meta.ino(), meta.mtime(), meta.mtime_nsec()));
    host.watched().iter().map(stamp).collect()
}
