//! What an administrator does with a host over its life: retire it, back it up, restore it, release a machine.

use crate::{
    Host, HostError, PublishOutcome,
    store::{Changes, SqliteStore},
};
use muster_core::{id::Cmid, time::Moment};
use muster_platform::files;
use muster_proto::event::{self, Event};
use std::{collections::BTreeSet, fs, path::Path};

const STORE: &str = "host.db";

impl Host {
    /// Retires the host: it answers nobody any more (0xC004F039), and its records are taken out of DNS. Its count and
    /// history stay. [`Host::resume`] undoes it.
    pub fn retire(&self, signed: Moment) -> Result<Vec<PublishOutcome>, HostError> {
        self.change_settings(|settings| {
            settings.enabled = false;
            settings.dns_publishing = false;
        })?;
        self.withdraw(signed)
    }

    /// Lets a retired host answer and publish again.
    pub fn resume(&self, now: Moment, signed: Moment) -> Result<Vec<PublishOutcome>, HostError> {
        self.change_settings(|settings| {
            settings.enabled = true;
            settings.dns_publishing = true;
        })?;
        self.publish(now, signed)
    }

    /// Releases a machine, by its id or its name: it does not count until it asks again. A running host does so from the next
    /// request on. Returns how many machines were released.
    pub fn release(&self, named: &str, now: Moment) -> Result<usize, HostError> {
        let mut chosen: Vec<(Cmid, String)> = Vec::new();
        let id = named.parse::<Cmid>().ok();
        self.machines(|row| {
            let same = id.map_or_else(|| row.name.eq_ignore_ascii_case(named), |id| row.cmid == id);
            if same && !chosen.iter().any(|(cmid, _)| *cmid == row.cmid) {
                chosen.push((row.cmid, row.name));
            }
        })?;
        if chosen.is_empty() {
            return Err(HostError::NoMachine(named.to_owned()));
        }
        let events = chosen.iter().map(|(cmid, name)| event::machine_released(*cmid, name, now));
        let mut events: Vec<Event> = events.collect();
        self.store()?.with_transaction(&self.applications(), &BTreeSet::new(), &mut |_, known| {
            for pool in known.pools.values_mut() {
                chosen.iter().for_each(|(cmid, _)| pool.release(*cmid));
            }
            Changes {
                pools: known.pools.keys().copied().collect(),
                forgotten: chosen.iter().map(|(cmid, _)| *cmid).collect(),
                events: std::mem::take(&mut events),
                ..Changes::default()
            }
        })?;
        Ok(chosen.len())
    }

    /// Writes everything that makes this host into a new folder, while it may be running: keys, license, pack, configuration
    /// and a consistent copy of the store. A database that hosts share is backed up with its own tools.
    pub fn back_up(&self, folder: &Path) -> Result<(), HostError> {
        if folder.exists() {
            return Err(HostError::Exists(folder.display().to_string()));
        }
        files::make_directory(folder)?;
        copy_files(self.directory(), folder)?;
        match &self.config.store.postgres {
            Some(_) => Ok(()),
            None => SqliteStore::open(&self.directory().join(STORE))?.copy_to(&folder.join(STORE)),
        }
    }

    /// Makes a host in `directory` from a backup.
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
