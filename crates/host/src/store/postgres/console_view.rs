//! Saved views of the list of machines in PostgreSQL: those of all hosts of the database.

use super::{PostgresStore, audit, console::of_database, rows};
use crate::store::error::StoreError;
use muster_console::{AuditEntry, ConsoleError, SavedView, VIEWS_MAX, ViewKey, ViewStore};
use muster_server::postgres::{Session as DatabaseSession, Value};
use tokio_postgres::Row;

impl ViewStore for PostgresStore {
    fn views(&mut self, account: Option<&str>) -> Result<Vec<SavedView>, ConsoleError> {
        Ok(self.read(include_str!("console_view_list.sql"), &[&account], view)?)
    }

    fn add_view(&mut self, view: &SavedView, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(async |session| {
            lock_accounts(session).await?;
            let added = insert(session, view).await?;
            if added {
                audit::append(session, entry).await?;
            }
            Ok(added)
        })?)
    }

    fn move_view(&mut self, from: &ViewKey, to: &ViewKey, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        let most = i64::from(VIEWS_MAX);
        let values: [&Value<'_>; 5] = [&from.owner, &from.name, &to.owner, &to.name, &most];
        Ok(recorded(self, include_str!("console_view_move.sql"), &values, entry)?)
    }

    fn remove_view(&mut self, key: &ViewKey, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(recorded(self, include_str!("console_view_delete.sql"), &[&key.owner, &key.name], entry)?)
    }

    fn import_view(&mut self, view: &SavedView) -> Result<(), ConsoleError> {
        let stored = self.database.run(async |session| insert(session, view).await.map_err(of_database));
        Ok(stored.map(drop).map_err(StoreError::from)?)
    }
}

/// No change of an account, and no other of a view, comes between.
async fn lock_accounts(session: &DatabaseSession) -> Result<(), StoreError> {
    Ok(session.client.batch_execute(include_str!("console_account_lock.sql")).await?)
}

/// Runs a statement and records it, in one transaction; false if it changes nothing.
fn recorded(
    store: &mut PostgresStore,
    text: &'static str,
    values: &[&Value<'_>],
    entry: &AuditEntry,
) -> Result<bool, StoreError> {
    store.transaction(async |session| {
        lock_accounts(session).await?;
        let changed = session.query(text, values).await?;
        if !changed.is_empty() {
            audit::append(session, entry).await?;
        }
        Ok(!changed.is_empty())
    })
}

/// Whether the owner may have it.
async fn insert(session: &DatabaseSession, view: &SavedView) -> Result<bool, StoreError> {
    let SavedView { key: ViewKey { owner, name }, query, maker, created } = view;
    let (created, most) = (created.unix(), i64::from(VIEWS_MAX));
    let row: [&Value<'_>; 6] = [owner, name, query, maker, &created, &most];
    Ok(!session.query(include_str!("console_view_insert.sql"), &row).await?.is_empty())
}

fn view(row: &Row) -> Result<SavedView, StoreError> {
    Ok(SavedView {
        key: ViewKey { owner: row.try_get("owner")?, name: row.try_get("name")? },
        query: row.try_get("query")?,
        maker: row.try_get("maker")?,
        created: rows::moment(row, "created")?,
    })
}
