//! The audit log: one row an entry. The store itself refuses to change or delete one.

use super::{
    StoreTransaction,
    sql::{Row, sql, values},
};
use crate::{audit_entry::AuditEntry, error::AuthorityError};
use muster_server::audit_chain::ChainedEntry;

impl StoreTransaction<'_> {
    /// Appends an entry to the log.
    pub(crate) fn add_audit(&self, entry: AuditEntry) -> Result<(), AuthorityError> {
        let last = match self.last_audit.take() {
            None => self.row(sql!("audit_last.sql"), &[], chained)?,
            added => added,
        };
        let added = ChainedEntry::after(last.as_ref(), |number, previous| AuditEntry { number, previous, ..entry })?;
        self.change(sql!("audit_insert.sql"), values![added.number, &added.json, &added.hash])?;
        self.last_audit.replace(Some(added));
        Ok(())
    }

    /// Goes through the log, oldest first.
    pub(crate) fn each_audit(
        &self,
        mut take: impl FnMut(ChainedEntry) -> Result<(), AuthorityError>,
    ) -> Result<(), AuthorityError> {
        self.walk(sql!("audit_list.sql"), |row| take(chained(row)?).map(|()| true))
    }
}

pub(super) fn chained(row: &Row<'_>) -> Result<ChainedEntry, AuthorityError> {
    Ok(ChainedEntry { number: row.get("number")?, json: row.get("entry")?, hash: row.get("hash")? })
}
