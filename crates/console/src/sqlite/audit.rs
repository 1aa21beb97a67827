//! The audit log. The store itself refuses to change or delete an entry.

use super::DatabaseFault;
use crate::audit::AuditEntry;
use muster_server::audit_chain::ChainedEntry;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Appends an entry, within a transaction.
pub(super) fn append(connection: &Connection, entry: &AuditEntry) -> Result<(), DatabaseFault> {
    let last = connection.query_row(include_str!("audit_last.sql"), [], chained).optional()?;
    let entry = |number, previous| AuditEntry { number, previous, ..entry.clone() };
    insert(connection, &ChainedEntry::after(last.as_ref(), entry).map_err(DatabaseFault::Audit)?)
}

pub(super) fn insert(connection: &Connection, entry: &ChainedEntry) -> Result<(), DatabaseFault> {
    let ChainedEntry { number, json, hash } = entry;
    connection.prepare_cached(include_str!("audit_insert.sql"))?.execute(params![number, json, hash])?;
    Ok(())
}

pub(super) fn chained(row: &Row<'_>) -> rusqlite::Result<ChainedEntry> {
    Ok(ChainedEntry { number: row.get("number")?, json: row.get("entry")?, hash: row.get("hash")? })
}
