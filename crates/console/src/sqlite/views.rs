//! Saved views of the list of machines.

use super::{ConsoleDatabase, DatabaseFault, Statements, audit};
use crate::{
    audit::AuditEntry,
    saved_view::{SavedView, VIEWS_MAX, ViewKey, ViewStore},
    store::ConsoleError,
};
use muster_core::time::Moment;
use rusqlite::{Connection, Row, ToSql, params};

impl<D: ConsoleDatabase> ViewStore for D {
    fn views(&mut self, account: Option<&str>) -> Result<Vec<SavedView>, ConsoleError> {
        Ok(self.rows(include_str!("view_list.sql"), params![account], view)?)
    }

    fn add_view(&mut self, view: &SavedView, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(self.transaction(|transaction| {
            let added = insert(transaction, view)?;
            if added {
                audit::append(transaction, entry)?;
            }
            Ok(added)
        })?)
    }

    fn move_view(&mut self, from: &ViewKey, to: &ViewKey, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        let values = params![from.owner, from.name, to.owner, to.name, VIEWS_MAX];
        Ok(recorded(self, include_str!("view_move.sql"), values, entry)?)
    }

    fn remove_view(&mut self, key: &ViewKey, entry: &AuditEntry) -> Result<bool, ConsoleError> {
        Ok(recorded(self, include_str!("view_delete.sql"), params![key.owner, key.name], entry)?)
    }

    fn import_view(&mut self, view: &SavedView) -> Result<(), ConsoleError> {
        Ok(insert(self.connection(), view).map(drop)?)
    }
}

/// Runs a statement and records it, in one transaction; false if it changes nothing.
fn recorded(
    database: &mut impl ConsoleDatabase,
    text: &str,
    values: &[&dyn ToSql],
    entry: &AuditEntry,
) -> Result<bool, DatabaseFault> {
    database.transaction(|transaction| {
        let changed = transaction.execute(text, values)? > 0;
        if changed {
            audit::append(transaction, entry)?;
        }
        Ok(changed)
    })
}

/// Whether the owner may have it.
fn insert(connection: &Connection, view: &SavedView) -> Result<bool, DatabaseFault> {
    let SavedView { key: ViewKey { owner, name }, query, maker, created } = view;
    let row = params![owner, name, query, maker, created.unix(), VIEWS_MAX];
    Ok(connection.prepare_cached(include_str!("view_insert.sql"))?.execute(row)? > 0)
}

fn view(row: &Row<'_>) -> rusqlite::Result<SavedView> {
    Ok(SavedView {
        key: ViewKey { owner: row.get("owner")?, name: row.get("name")? },
        query: row.get("query")?,
        maker: row.get("maker")?,
        created: Moment::from_unix(row.get("created")?),
    })
}
