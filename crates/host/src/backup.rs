//! Backup of a host into a folder, and its restore.

use crate::{error::HostError, host::Host, store::SqliteStore};
use muster_platform::files;
use std::{
    fs,
    path::{Path, PathBuf},
};

const STORE: &str = "host.db";
const LOCK: &str = "host.lock";

impl Host {
    /// Writes keys, license, pack, configuration and a consistent copy of the store into a new folder outside of the host's own,
    /// while the host may be running. What was written is removed if it fails. A database that hosts share is left to its own
    /// backup tools.
    pub fn back_up(&self, folder: &Path) -> Result<(), HostError> {
        if folder.symlink_metadata().is_ok() {
            return Err(HostError::Exists(folder.display().to_string()));
        }
        if real(folder)?.starts_with(self.directory().canonicalize()?) {
            return Err(HostError::OwnFolder(folder.display().to_string()));
        }
        whole_or_not(folder, || {
            copy_files(self.directory(), folder)?;
            if self.config.store.postgres.is_none() {
                SqliteStore::open(&self.directory().join(STORE))?.copy_to(&folder.join(STORE))?;
            }
            Ok(())
        })
    }

    /// Creates a host in `directory` from a backup that was verified. The backup is only read, so it may be on a read-only disk.
    pub fn restore(folder: &Path, directory: &Path) -> Result<Self, HostError> {
        let unusable = |problem: String| HostError::Backup { folder: folder.display().to_string(), problem };
        if directory.symlink_metadata().is_ok() {
            return Err(HostError::Exists(directory.display().to_string()));
        }
        let host = Self::open(folder).map_err(|error| unusable(error.to_string()))?;
        let shared = host.config.store.postgres.is_some();
        if !shared {
            SqliteStore::check(&folder.join(STORE)).map_err(unusable)?;
        }
        whole_or_not(directory, || {
            copy_files(folder, directory)?;
            if !shared {
                fs::copy(folder.join(STORE), directory.join(STORE)).map_err(|error| unusable(error.to_string()))?;
            }
            Ok(())
        })?;
        Self::open(directory)
    }
}

/// Makes a new folder and fills it; nothing of it is left if that fails.
fn whole_or_not(folder: &Path, fill: impl FnOnce() -> Result<(), HostError>) -> Result<(), HostError> {
    files::make_directory(folder)?;
    fill().inspect_err(|_| {
        if let Err(error) = fs::remove_dir_all(folder) {
            tracing::warn!(%error, folder = %folder.display(), "cannot remove what was written");
        }
    })
}

/// The path without links, of which the last parts may not exist yet.
fn real(path: &Path) -> Result<PathBuf, HostError> {
    let absolute = std::path::absolute(path)?;
    for above in absolute.ancestors() {
        if let Ok(found) = above.canonicalize() {
            return Ok(found.join(absolute.strip_prefix(above).unwrap_or(Path::new(""))));
        }
    }
    Ok(absolute)
}

/// Copies files and their folders, all but the store and its lock.
fn copy_files(from: &Path, to: &Path) -> Result<(), HostError> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        let name = entry.file_name();
        if path.is_dir() {
            files::make_directory(&target)?;
            copy_files(&path, &target)?;
        } else if !name.to_string_lossy().starts_with(STORE) && name != LOCK {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
