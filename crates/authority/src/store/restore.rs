//! What a backup and its restore need of the store.

use super::{
    StoreTransaction, key_claim,
    sql::{Row, sql, values},
};
use crate::error::AuthorityError;
use muster_core::{
    keys::{product_key::KeyClaim, serial::Epoch},
    time::Moment,
};

impl StoreTransaction<'_> {
    /// Begins an epoch whose packs have no version below `first_pack`.
    pub(crate) fn restore_epoch(&self, epoch: &Epoch, now: Moment, first_pack: u32) -> Result<(), AuthorityError> {
        let row = values![epoch.tag, epoch.random.as_slice(), now.unix(), first_pack];
        self.change(sql!("epoch_restored.sql"), row)?;
        Ok(())
    }

    /// The last restore: when, the first version of its packs, and how many there were.
    pub(crate) fn last_restore(&self) -> Result<Option<(Moment, u32, u32)>, AuthorityError> {
        let read = |row: &Row<'_>| Ok((Moment::from_unix(row.at(0)?), row.at(1)?, row.at(2)?));
        self.row(sql!("epoch_last_restore.sql"), &[], read)
    }

    /// Retires every slot that was told to nobody; the keys that had one.
    pub(crate) fn retire_slots(&self) -> Result<Vec<KeyClaim>, AuthorityError> {
        let keys = self.rows(sql!("slot_unused_keys.sql"), &[], key_claim)?;
        self.change(sql!("slot_retire.sql"), &[])?;
        Ok(keys)
    }

    /// How many packs, keys and slots there are, and how many slots were told. It never falls.
    pub(crate) fn issued_count(&self) -> Result<u64, AuthorityError> {
        self.value(sql!("issued_count.sql"), &[])
    }
}
