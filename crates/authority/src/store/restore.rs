//! What a backup and its restore need of the store.

use super::{Store, StoreTransaction, held, key_claim};
use crate::error::AuthorityError;
use muster_core::{
    keys::{product_key::KeyClaim, serial::Epoch},
    time::Moment,
};
use muster_server::sqlite;
use rusqlite::{OptionalExtension, Row, params};
use std::path::Path;

impl Store {
    /// Writes a consistent copy into a new file.
    pub(crate) fn copy_to(&self, path: &Path) -> Result<(), AuthorityError> {
        Ok(sqlite::copy_to(&held(&self.writer), path)?)
    }

    /// What is wrong with the file, if anything is.
    pub(crate) fn damage(&self) -> Result<Option<String>, AuthorityError> {
        Ok(sqlite::damage(&held(&self.reader))?)
    }
}

impl StoreTransaction<'_> {
    /// Begins an epoch whose packs have no version below `first_pack`.
    pub(crate) fn restore_epoch(&self, epoch: &Epoch, now: Moment, first_pack: u32) -> Result<(), AuthorityError> {
        let row = params![epoch.tag, epoch.random, now.unix(), first_pack];
        self.0.execute(include_str!("epoch_restored.sql"), row)?;
        Ok(())
    }

    /// The last restore: when, the first version of its packs, and how many there were.
    pub(crate) fn last_restore(&self) -> Result<Option<(Moment, u32, u32)>, AuthorityError> {
        let read = |row: &Row<'_>| Ok((Moment::from_unix(row.get(0)?), row.get(1)?, row.get(2)?));
        Ok(self.0.query_row(include_str!("epoch_last_restore.sql"), [], read).optional()?)
    }

    /// Retires every slot that was told to nobody; the keys that had one.
    pub(crate) fn retire_slots(&self) -> Result<Vec<KeyClaim>, AuthorityError> {
        let keys = self.rows(include_str!("slot_unused_keys.sql"), &[], key_claim)?;
        self.0.execute(include_str!("slot_retire.sql"), [])?;
        Ok(keys)
    }

    /// How many packs, keys and slots there are, and how many slots were told. It never falls.
    pub(crate) fn issued_count(&self) -> Result<u64, AuthorityError> {
        Ok(self.0.query_row(include_str!("issued_count.sql"), [], |row| row.get(0))?)
    }
}
