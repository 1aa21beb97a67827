//! The audit log: one row an entry. The store itself refuses to change or delete one.

use super::StoreTransaction;
use crate::{audit_entry::AuditEntry, error::AuthorityError};
use muster_server::audit_chain::ChainedEntry;
use rusqlite::{OptionalExtension, Row, params};

impl StoreTransaction<'_> {
    /// Appends an entry to the log.
    pub(crate) fn add_audit(&self, entry: AuditEntry) -> Result<(), AuthorityError> {
        let last = self.0.query_row(include_str!("audit_last.sql"), [], chained).optional()?;
        let ChainedEntry { number, json, hash } =
            ChainedEntry::after(last.as_ref(), |number, previous| AuditEntry { number, previous, ..entry })?;
        self.0.execute(include_str!("audit_insert.sql"), params![number, json, hash])?;
        Ok(())
    }

    /// Goes through the log, oldest first.
    pub(crate) fn each_audit(
        &self,
        mut take: impl FnMut(ChainedEntry) -> Result<(), AuthorityError>,
    ) -> Result<(), AuthorityError> {
        let mut find = self.0.prepare(include_str!("audit_list.sql"))?;
        for entry in find.query_map([], chained)? {
            take(entry?)?;
        }
        Ok(())
    }
}

pub(super) fn chained(row: &Row<'_>) -> rusqlite::Result<ChainedEntry> {
    Ok(ChainedEntry { number: row.get("number")?, json: row.get("entry")?, hash: row.get("hash")? })
}
