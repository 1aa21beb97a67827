//! Backup of a host into a folder, and its restore.

use crate::{error::HostError, host::Host, store::SqliteStore};
use muster_platform::files;
use std::{fs, path::Path};

const STORE: &str = "host.db";

impl Host {
    /// Writes keys, license, pack, configuration and a consistent copy of the store into a new folder, while the host may be
    /// running. A database that hosts share is left to its own backup tools.
    pub fn back_up(&self, folder: &Path) -> Result<(), HostError> {
        if folder.exists() {
            return Err(HostError::Exists(folder.display().to_string()));
        }
        files::make_directory(folder)?;
        copy_files(self.directory(), folder)?;
        if self.config.store.postgres.is_none() {
            SqliteStore::open(&self.directory().join(STORE))?.copy_to(&folder.join(STORE))?;
        }
        Ok(())
    }

    /// Creates a host in `directory` from a backup that was verified.
    pub fn restore(folder: &Path, directory: &Path) -> Result<Self, HostError> {
        let unusable = |problem: String| HostError::Backup { folder: folder.display().to_string(), problem };
        if directory.exists() {
            return Err(HostError::Exists(directory.display().to_string()));
        }
        let host = Self::open(folder).map_err(|error| unusable(error.to_string()))?;
        let shared = host.config.store.postgres.is_some();
        if !shared {
            SqliteStore::check(&folder.join(STORE)).map_err(unusable)?;
        }
        files::make_directory(directory)?;
        copy_files(folder, directory)?;
        if !shared {
            let copied = fs::copy(folder.join(STORE), directory.join(STORE));
            copied.map_err(|error| unusable(error.to_string()))?;
        }
        Self::open(directory)
    }
}

/// Copies files and their folders, all but the store.
fn copy_files(from: &Path, to: &Path) -> Result<(), HostError> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            files::make_directory(&target)?;
            copy_files(&path, &target)?;
        } else if !entry.file_name().to_string_lossy().starts_with(STORE) {
            fs::copy(&path, &target)?;
        }
    }
    Ok(())
}
