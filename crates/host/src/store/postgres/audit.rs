//! The audit log of the console in PostgreSQL: one chain of all hosts of the database.

use super::rows;
use crate::store::error::StoreError;
use muster_console::AuditEntry;
use muster_server::{audit_chain::ChainedEntry, postgres::Session};
use tokio_postgres::Row;

/// Appends an entry, within a transaction. Another host that appends one waits for its end.
pub(super) async fn append(session: &Session, entry: &AuditEntry) -> Result<(), StoreError> {
    session.client.batch_execute(include_str!("audit_lock.sql")).await?;
    let last = session.query(include_str!("audit_last.sql"), &[]).await?.first().map(chained).transpose()?;
    let entry = |number, previous| AuditEntry { number, previous, ..entry.clone() };
    insert(session, &ChainedEntry::after(last.as_ref(), entry).map_err(StoreError::unreadable_audit)?).await
}

pub(super) async fn insert(session: &Session, entry: &ChainedEntry) -> Result<(), StoreError> {
    let ChainedEntry { number, json, hash } = entry;
    Ok(session.execute(include_str!("audit_insert.sql"), &[&i64::from(*number), json, hash]).await?)
}

pub(super) fn chained(row: &Row) -> Result<ChainedEntry, StoreError> {
    Ok(ChainedEntry { number: rows::number(row, "number")?, json: row.try_get("entry")?, hash: row.try_get("hash")? })
}
