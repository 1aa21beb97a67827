//! The files in a host's directory. Nothing here is verified: [`crate::host::Host`] does that.

use crate::{
    config::{HostConfig, TsigKeyFile},
    enrolled_hardware::EnrolledHardware,
    error::HostError,
};
use muster_core::{
    keys::product_key::{KeyError, ProductKey},
    time::Moment,
};
use muster_platform::{
    files::{self, FileError},
    identity, run_file, state_folder,
};
use muster_proto::{instant, jwk::Jwk, slot_file::SlotFile};
use muster_trust::jwk::{PublicKey, SigningKey};
use std::{
    fs::{File, TryLockError},
    net::SocketAddr,
    path::{Component, Path, PathBuf},
};

const CONFIG: &str = "host.toml";
const ROOT: &str = "root.jwk";
const PACK: &str = "pack.jws";
const SIGNING_KEY: &str = "host-key.jwk";
const PRODUCT_KEY: &str = "product-key.txt";
const LICENSE: &str = "host-license.jws";
const HARDWARE: &str = "hardware.json";
const STORE: &str = "host.db";
const LOCK: &str = "host.lock";
const LISTENING: &str = "host.listening";
/// Windows keeps the lock of a run file beside it.
const LISTENING_LOCK: &str = "host.listening.lock";
const PACK_LOCK: &str = "pack.lock";
const SLOTS: &str = "offline";
/// Says when a backup was written.
pub(crate) const LAST_BACKUP: &str = "last-backup.txt";
const OWN: [&str; 14] = [
    CONFIG,
    ROOT,
    PACK,
    SIGNING_KEY,
    PRODUCT_KEY,
    LICENSE,
    HARDWARE,
    identity::FILE,
    LOCK,
    LISTENING,
    LISTENING_LOCK,
    PACK_LOCK,
    SLOTS,
    LAST_BACKUP,
];

#[derive(Clone, Debug)]
pub(crate) struct HostDirectory(PathBuf);

impl HostDirectory {
    /// The directory of a host that was initialized.
    pub(crate) fn open(path: &Path) -> Result<Self, HostError> {
        let directory = Self(path.to_owned());
        state_folder::check(path)?;
        if !directory.is_host() {
            return Err(HostError::Missing(path.display().to_string()));
        }
        state_folder::check(&directory.file(SLOTS))?;
        Ok(directory)
    }

    /// Creates the directory with the texts of root key, pack and configuration. It is a host once
    /// [`Self::write_signing_key`] has returned.
    pub(crate) fn create(path: &Path, root: &str, pack: &str, config: &str) -> Result<Self, HostError> {
        let directory = Self(path.to_owned());
        state_folder::check(path)?;
        if directory.is_host() {
            return Err(HostError::Exists(path.display().to_string()));
        }
        files::make_directory(path)?;
        files::write_public(&directory.file(ROOT), root)?;
        files::write_public(&directory.file(PACK), pack)?;
        files::write_secret(&directory.file(CONFIG), config)?;
        Ok(directory)
    }

    fn is_host(&self) -> bool {
        self.file(SIGNING_KEY).exists()
    }

    fn file(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Whether a relative path is that of a file which a host makes itself.
    pub(crate) fn is_own(&self, path: &Path) -> bool {
        let first = path.components().find(|part| matches!(part, Component::Normal(_)));
        let first = first.map(|part| part.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
        OWN.contains(&first.as_str()) || first.starts_with(STORE)
    }

    /// A path that the configuration names; relative ones start in this directory.
    pub(crate) fn resolve(&self, path: &Path) -> PathBuf {
        self.0.join(path)
    }

    pub(crate) fn config(&self) -> Result<HostConfig, HostError> {
        HostConfig::parse(&state_folder::read(&self.file(CONFIG))?, &self.file(CONFIG))
    }

    /// Prepares `host.toml` with one more section, after the whole was found to parse.
    #[cfg(feature = "postgres")]
    pub(crate) fn prepare_config(&self, section: &str) -> Result<files::Prepared, HostError> {
        let file = self.file(CONFIG);
        let text = format!("{}\n{section}", state_folder::read(&file)?.trim_end());
        HostConfig::parse(&text, &file)?;
        Ok(files::prepare_secret(&file, &text)?)
    }

    pub(crate) fn root(&self) -> Result<PublicKey, HostError> {
        let path = self.file(ROOT);
        parse_root(&state_folder::read(&path)?, &path)
    }

    pub(crate) fn pack_path(&self) -> PathBuf {
        self.file(PACK)
    }

    pub(crate) fn pack(&self) -> Result<String, HostError> {
        Ok(state_folder::read(&self.file(PACK))?)
    }

    /// Waits for the right to replace the pack; it is given back when what is returned is dropped.
    pub(crate) fn lock_pack(&self) -> Result<File, HostError> {
        Ok(files::lock(&self.file(PACK_LOCK))?)
    }

    pub(crate) fn write_pack(&self, document: &str) -> Result<(), HostError> {
        Ok(files::write_public(&self.file(PACK), document)?)
    }

    /// The host license as the authority signed it; `None` before the host is activated.
    pub(crate) fn license(&self) -> Result<Option<String>, HostError> {
        optional(state_folder::read(&self.file(LICENSE)))
    }

    pub(crate) fn write_license(&self, document: &str) -> Result<(), HostError> {
        Ok(files::write_public(&self.file(LICENSE), document)?)
    }

    /// The hardware of the machine that was activated; `None` before, and if the file was damaged.
    pub(crate) fn enrolled_hardware(&self) -> Result<Option<EnrolledHardware>, HostError> {
        let text = optional(state_folder::read(&self.file(HARDWARE)))?;
        Ok(text.and_then(|text| EnrolledHardware::parse(&text)))
    }

    pub(crate) fn write_enrolled_hardware(&self, hardware: &EnrolledHardware) -> Result<(), HostError> {
        Ok(files::write_secret(&self.file(HARDWARE), &hardware.to_text())?)
    }

    pub(crate) fn signing_key(&self) -> Result<SigningKey, HostError> {
        let path = self.file(SIGNING_KEY);
        let fail = |problem| HostError::Key { file: path.display().to_string(), problem };
        state_folder::read(&path)?.parse().map_err(fail)
    }

    pub(crate) fn write_signing_key(&self, key: &SigningKey) -> Result<(), HostError> {
        let jwk = serde_json::to_string(&Jwk::from(key)).unwrap_or_default();
        Ok(files::write_secret(&self.file(SIGNING_KEY), &jwk)?)
    }

    pub(crate) fn product_key(&self) -> Result<ProductKey, HostError> {
        let text = optional(state_folder::read(&self.file(PRODUCT_KEY)))?.ok_or(HostError::NoProductKey)?;
        text.trim().parse().map_err(|error: KeyError| HostError::ProductKey(error.into()))
    }

    pub(crate) fn write_product_key(&self, key: &ProductKey) -> Result<(), HostError> {
        Ok(files::write_secret(&self.file(PRODUCT_KEY), &key.reveal())?)
    }

    /// Removes the product key and the license that came with it.
    pub(crate) fn remove_product_key(&self) -> Result<(), HostError> {
        self.product_key()?;
        for name in [PRODUCT_KEY, LICENSE] {
            files::remove(&self.file(name))?;
        }
        Ok(())
    }

    /// The offline license files; unreadable ones are skipped.
    pub(crate) fn slot_files(&self) -> Vec<SlotFile> {
        let entries = std::fs::read_dir(self.file(SLOTS)).into_iter().flatten().filter_map(Result::ok);
        let texts = entries.filter_map(|entry| state_folder::read(&entry.path()).ok());
        texts.filter_map(|text| serde_json::from_str(&text).ok()).collect()
    }

    pub(crate) fn write_slot_file(&self, name: &str, text: &str) -> Result<(), HostError> {
        let folder = self.file(SLOTS);
        files::make_directory(&folder)?;
        Ok(files::write_secret(&folder.join(name), text)?)
    }

    pub(crate) fn write_last_backup(&self, now: Moment) -> Result<(), HostError> {
        Ok(files::write_public(&self.file(LAST_BACKUP), &instant::rfc3339(now))?)
    }

    /// When a backup was written last; none if nobody knows.
    #[cfg(feature = "console")]
    pub(crate) fn last_backup(&self) -> Option<Moment> {
        let text = state_folder::read(&self.file(LAST_BACKUP)).ok()?;
        instant::from_rfc3339(text.trim()).ok()
    }

    pub(crate) fn tsig_key(&self, path: &Path) -> Result<TsigKeyFile, HostError> {
        let path = self.resolve(path);
        TsigKeyFile::parse(&state_folder::read_named(&path, &self.0)?, &path)
    }

    pub(crate) fn store_path(&self) -> PathBuf {
        self.file(STORE)
    }

    /// The files that a running host decides by.
    pub(crate) fn watched_files(&self) -> [PathBuf; 4] {
        [PACK, LICENSE, SIGNING_KEY, CONFIG].map(|name| self.file(name))
    }

    /// Says where the host listens until the returned file is dropped, however the process ends. Whoever calls it holds
    /// [`Self::lock`].
    pub(crate) fn set_listening(&self, address: SocketAddr) -> Result<File, HostError> {
        Ok(run_file::write(&self.file(LISTENING), &address.to_string())?)
    }

    /// Where the host listens; `None` while it does not run.
    pub(crate) fn listening(&self) -> Result<Option<SocketAddr>, HostError> {
        Ok(run_file::read(&self.file(LISTENING))?.and_then(|text| text.parse().ok()))
    }

    /// Prevents another process from serving this directory until the returned file is dropped.
    pub(crate) fn lock(&self) -> Result<File, HostError> {
        let path = self.file(LOCK);
        let file = files::touch(&path).map_err(FileError::new(FileError::LOCK, &path))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(HostError::Running(self.0.display().to_string())),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }
}

/// Checks the text of a configuration before any file is written.
pub(crate) fn parse_config(text: &str) -> Result<HostConfig, HostError> {
    HostConfig::parse(text, Path::new(CONFIG))
}

/// Reads a root key; `file` names its origin in the error.
pub(crate) fn parse_root(text: &str, file: &Path) -> Result<PublicKey, HostError> {
    text.parse().map_err(|problem| HostError::Key { file: file.display().to_string(), problem })
}

fn optional(text: Result<String, files::FileError>) -> Result<Option<String>, HostError> {
    match text {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.is_not_found() => Ok(None),
        Err(error) => Err(error.into()),
    }
}
