//! The high-water mark: how much was issued, in a file beside the database. A database that is behind it is an old copy, which
//! would issue the same again.

use crate::{error::AuthorityError, store::StoreTransaction};
use muster_core::{keys::serial::Epoch, lang::Text};
use muster_platform::{files, state_folder};
use serde::{Deserialize, Serialize};
use std::path::Path;

pub(crate) const HIGH_WATER: &str = "issued.json";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HighWater {
    /// The tag of the epoch, which only a restore changes.
    epoch: u8,
    issued: u64,
}

impl HighWater {
    /// How much the database has issued.
    pub(crate) fn of(tx: &StoreTransaction<'_>) -> Result<Self, AuthorityError> {
        let epoch = tx.epochs()?.last().map_or(0, |epoch| epoch.tag);
        Ok(Self { epoch, issued: tx.issued_count()? })
    }

    /// Whether it is of this epoch.
    pub(crate) fn is_of(self, epoch: &Epoch) -> bool {
        self.epoch == epoch.tag
    }

    pub(crate) fn write(self, directory: &Path) -> Result<(), AuthorityError> {
        Ok(files::write_secret(&directory.join(HIGH_WATER), &serde_json::to_string(&self)?)?)
    }

    /// The mark of a directory, if it has one. It is read before the database, to which others may add meanwhile.
    pub(crate) fn read(directory: &Path) -> Result<Option<Self>, AuthorityError> {
        const DAMAGED: AuthorityError = AuthorityError::Damaged(Text {
            en: "the record of how much was issued (issued.json)",
            ja: "発行数の記録 (issued.json) ",
        });
        match state_folder::read(&directory.join(HIGH_WATER)) {
            Err(error) if error.is_not_found() => Ok(None),
            text => Ok(Some(serde_json::from_str(&text?).map_err(|_| DAMAGED)?)),
        }
    }

    /// Whether a database that has issued as much as `by` is the one that the mark is of, or a later state of it.
    pub(crate) fn is_reached(self, by: Self) -> bool {
        self.epoch == by.epoch && self.issued <= by.issued
    }
}
