//! Backup of an authority into a folder, and its restore. What the authority issued after the backup is unknown to the restored
//! one, which therefore issues nothing that could have been issued before: its keys are of another epoch, slots that were told to
//! nobody are retired, and the versions of its packs go on from a number that no pack had.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::{Authority, ROOT_PUBLIC, ROOT_SEALED, check_database, is_authority, public_root},
    error::AuthorityError,
    high_water::{HIGH_WATER, HighWater},
    store::{Store, StoreTransaction},
    store_place::{self, STORE},
};
use muster_core::{
    keys::{
        product_key::KeyClaim,
        serial::{Epoch, draw_epoch},
    },
    sentence,
    sentence::Sentence,
    time::Moment,
};
use muster_platform::{entropy, state_folder};
use muster_server::new_folder;
use std::{ffi::OsStr, fs, path::Path};

/// The database of the operators' pages, in the directory of the authority.
pub(crate) const CONSOLE_STORE: &str = "console.db";
/// Where they are, while they are served. On Windows its lock lies beside it.
pub(crate) const CONSOLE_LISTENING: &str = "console.listening";

/// What a restore has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The lowest version that the next license pack may have.
    pub first_pack: u32,
    /// The keys whose offline license files must be made again.
    pub offline_files: Vec<KeyClaim>,
}

/// The last restore of an authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastRestore {
    /// When it was.
    pub at: Moment,
    /// The lowest version that a license pack could have after it.
    pub first_pack: u32,
    /// How often the authority was restored, this time included.
    pub times: u32,
}

/// The last restore that a store names.
pub(crate) fn last_restore(tx: &StoreTransaction<'_>) -> Result<Option<LastRestore>, AuthorityError> {
    let last = tx.last_restore()?;
    Ok(last.map(|(at, first_pack, times)| LastRestore { at, first_pack, times }))
}

impl Authority {
    /// Whether the records of the authority in `directory` lie in a database, which other authorities may share.
    pub fn shares_database(directory: &Path) -> Result<bool, AuthorityError> {
        store_place::is_shared(directory)
    }

    /// Whether the sealed root key lies in the folder of the authority, and so in its backups: not where a signer has it in one of its own.
    pub fn holds_root(directory: &Path) -> bool {
        directory.join(ROOT_SEALED).exists()
    }

    /// Writes a consistent copy of the authority in `directory` into a new folder outside of it, while it may be running. The
    /// root key stays sealed. A database that authorities share is left to its own backup tools.
    pub fn back_up(directory: &Path, folder: &Path) -> Result<(), AuthorityError> {
        state_folder::check(directory)?;
        if !is_authority(directory) {
            return Err(AuthorityError::Missing(directory.display().to_string()));
        }
        let store = store_place::open_existing(directory)?;
        if new_folder::lies_in(folder, directory)? {
            return Err(AuthorityError::OwnFolder(folder.display().to_string()));
        }
        if folder.symlink_metadata().is_ok() {
            return Err(AuthorityError::NotNew(folder.display().to_string()));
        }
        new_folder::make::<AuthorityError>(folder, |folder| {
            let left_out = |name: &OsStr| is_mark(name) || is_store(name) || is_of_console(name);
            new_folder::copy_files(directory, folder, &left_out)?;
            #[cfg(feature = "console")]
            crate::console_records::ConsoleRecords::at(directory).back_up(folder)?;
            store.copy_to(&folder.join(STORE))
        })
    }

    /// Makes an authority in `directory`, which is new or empty, from a backup or from a folder that an authority ran in. `by` is the
    /// account that the audit log names. Where authorities share a database, it was restored by its own tools before, and none of them runs.
    pub fn restore(folder: &Path, directory: &Path, by: &str, now: Moment) -> Result<Restored, AuthorityError> {
        let unusable = |problem: Sentence| AuthorityError::Backup { folder: folder.display().to_string(), problem };
        state_folder::check(folder)?;
        let shared = store_place::is_shared(folder)?;
        let needed = if shared { ROOT_PUBLIC } else { STORE };
        let missing = (!is_authority(folder)).then_some(ROOT_PUBLIC);
        if let Some(missing) = missing.or((!folder.join(needed).exists()).then_some(needed)) {
            return Err(unusable(sentence!("it holds no {missing}", "{missing} が含まれていません")));
        }
        if new_folder::lies_in(directory, folder)? {
            return Err(AuthorityError::OwnFolder(directory.display().to_string()));
        }
        let empty = fs::read_dir(directory).is_ok_and(|mut entries| entries.next().is_none());
        if directory.symlink_metadata().is_ok() && !empty {
            return Err(AuthorityError::NotNew(directory.display().to_string()));
        }
        let mut restored = Restored { first_pack: 0, offline_files: Vec::new() };
        new_folder::make::<AuthorityError>(directory, |directory| {
            let moved = |name: &OsStr| shared && is_store(name);
            let left_out = |name: &OsStr| is_mark(name) || moved(name) || is_shared_memory(name) || is_of_a_run(name);
            new_folder::copy_files(folder, directory, &left_out)?;
            #[cfg(feature = "console")]
            if let Some(problem) = crate::console_records::ConsoleRecords::at(directory).damage()? {
                return Err(unusable(Sentence::foreign(problem)));
            }
            let store = store_place::open(directory)?;
            if shared {
                check_database(&store, &public_root(directory)?)?;
            }
            if let Some(problem) = store.damage()? {
                return Err(unusable(Sentence::foreign(problem)));
            }
            restored = begin_epoch(&store, directory, by, now)?;
            Ok(())
        })?;
        Ok(restored)
    }
}

fn begin_epoch(store: &Store, directory: &Path, by: &str, now: Moment) -> Result<Restored, AuthorityError> {
    let (restored, mark) = store.write(|tx| {
        let used: Vec<u8> = tx.epochs()?.iter().map(|epoch| epoch.tag).collect();
        let tag = draw_epoch(&used, u64::from_be_bytes(entropy::bytes())).ok_or(AuthorityError::Epochs)?;
        let first_pack = first_pack(tx.next_pack_version()?, now);
        tx.restore_epoch(&Epoch { tag, random: entropy::bytes() }, now, first_pack)?;
        let offline_files = tx.retire_slots()?;
        let detail = Some(format!("packs from version {first_pack}"));
        tx.add_audit(AuditEntry { detail, ..AuditEntry::new(AuditAction::Restore, by, now) })?;
        Ok((Restored { first_pack, offline_files }, HighWater::of(tx)?))
    })?;
    mark.write(directory)?;
    Ok(restored)
}

/// A version above all that were signed, as long as they were fewer than one a minute since 1970: the minutes since then, or the
/// `next` one of the backup.
fn first_pack(next: u32, now: Moment) -> u32 {
    next.max(u32::try_from(now.unix() / 60).unwrap_or(0))
}

/// The database with the files that SQLite lays beside it.
fn is_store(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(STORE)
}

/// What the operators' pages keep, which is copied on its own, and what holds only while they are served.
fn is_of_console(name: &OsStr) -> bool {
    (cfg!(feature = "console") && name.to_string_lossy().starts_with(CONSOLE_STORE)) || is_of_a_run(name)
}

/// Says where the operators' pages are while they are served.
fn is_of_a_run(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with(CONSOLE_LISTENING)
}

/// SQLite makes this one anew.
fn is_shared_memory(name: &OsStr) -> bool {
    let name_text = name.to_string_lossy();
    (is_store(name) || name_text.starts_with(CONSOLE_STORE)) && name_text.ends_with("-shm")
}

fn is_mark(name: &OsStr) -> bool {
    name == HIGH_WATER
}
