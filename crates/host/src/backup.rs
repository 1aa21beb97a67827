//! Backup of a host into a folder, and its restore.

use crate::{error::HostError, host::Host, host_directory::LAST_BACKUP, store::SqliteStore};
use muster_core::{sentence::Sentence, time::Moment};
use muster_server::new_folder;
use std::{ffi::OsStr, fs, path::Path};

const STORE: &str = "host.db";
/// On Windows the lock of the second lies beside it. A restored host is a new place: no backup of it was made.
const OF_A_RUN: [&str; 4] = ["host.lock", "host.listening", "host.listening.lock", LAST_BACKUP];

impl Host {
    /// Writes keys, license, pack, configuration and a consistent copy of the store into a new folder outside of the host's own,
    /// while the host may be running. What was written is removed if it fails. A database that hosts share is left to its own
    /// backup tools.
    pub fn back_up(&self, folder: &Path, now: Moment) -> Result<(), HostError> {
        if folder.symlink_metadata().is_ok() {
            return Err(HostError::Exists(folder.display().to_string()));
        }
        if new_folder::lies_in(folder, self.directory())? {
            return Err(HostError::OwnFolder(folder.display().to_string()));
        }
        new_folder::make::<HostError>(folder, |folder| {
            new_folder::copy_files(self.directory(), folder, &is_left_out)?;
            if self.config.store.postgres.is_none() {
                SqliteStore::open(&self.directory().join(STORE))?.copy_to(&folder.join(STORE))?;
            }
            Ok(())
        })?;
        // The backup is whole, also where nobody learns when it was made.
        if let Err(error) = self.directory.write_last_backup(now) {
            tracing::warn!(%error, "cannot record when the host was backed up");
        }
        Ok(())
    }

    /// Creates a host in `directory` from a backup that was verified. The backup is only read, so it may be on a read-only disk.
    pub fn restore(folder: &Path, directory: &Path) -> Result<Self, HostError> {
        let unusable = |problem: Sentence| HostError::Backup { folder: folder.display().to_string(), problem };
        if directory.symlink_metadata().is_ok() {
            return Err(HostError::Exists(directory.display().to_string()));
        }
        let host = Self::open(folder).map_err(|error| unusable(error.into()))?;
        let shared = host.config.store.postgres.is_some();
        if !shared {
            SqliteStore::check(&folder.join(STORE)).map_err(unusable)?;
        }
        new_folder::make::<HostError>(directory, |directory| {
            new_folder::copy_files(folder, directory, &is_left_out)?;
            if !shared {
                fs::copy(folder.join(STORE), directory.join(STORE))
                    .map_err(|error| unusable(Sentence::foreign(error)))?;
            }
            Ok(())
        })?;
        Self::open(directory)
    }
}

/// The store is not copied as a file, and what a running host holds is not copied at all.
fn is_left_out(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(STORE) || OF_A_RUN.iter().any(|of_a_run| name == *of_a_run)
}
