//! The engine under the store: SQLite in the authority's directory, or a PostgreSQL database that authorities share. Either way one
//! writer at a time decides by what was committed before it, and readers wait for no writer.

use super::{
    error::StoreError,
    sql::{FromValue, Row, Sql, Value},
};
use crate::error::AuthorityError;
use muster_core::sentence;
#[cfg(feature = "postgres")]
use muster_server::postgres::{Postgres, transaction::Transaction};
use muster_server::{audit_chain::ChainedEntry, sqlite};
use rusqlite::{Connection, TransactionBehavior};
use std::{
    cell::RefCell,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/sqlite/001.sql"),
    include_str!("../../migrations/sqlite/002.sql"),
    include_str!("../../migrations/sqlite/003.sql"),
    include_str!("../../migrations/sqlite/004.sql"),
    include_str!("../../migrations/sqlite/005.sql"),
    include_str!("../../migrations/sqlite/006.sql"),
    include_str!("../../migrations/sqlite/007.sql"),
    include_str!("../../migrations/sqlite/008.sql"),
    include_str!("../../migrations/sqlite/009.sql"),
    include_str!("../../migrations/sqlite/010.sql"),
    include_str!("../../migrations/sqlite/011.sql"),
    include_str!("../../migrations/sqlite/012.sql"),
    include_str!("../../migrations/sqlite/013.sql"),
];

/// More than there are statements that an activation needs.
const STATEMENTS_KEPT: usize = 64;

/// The authority's records.
pub(crate) struct Store(Engine);

/// One connection writes, another reads beside it.
enum Engine {
    Sqlite {
        writer: Box<Mutex<Connection>>,
        reader: Box<Mutex<Connection>>,
    },
    #[cfg(feature = "postgres")]
    Postgres {
        writer: Box<Mutex<Postgres>>,
        reader: Box<Mutex<Postgres>>,
    },
}

impl Store {
    /// Opens the file of a store, and makes it if there is none.
    pub(crate) fn open(path: &Path) -> Result<Self, AuthorityError> {
        let writer = sqlite::open(path, MIGRATIONS).map_err(StoreError::from)?;
        let reader = sqlite::open(path, MIGRATIONS).map_err(StoreError::from)?;
        reader.pragma_update(None, "query_only", true).map_err(StoreError::from)?;
        for connection in [&writer, &reader] {
            sqlite::map(connection).map_err(StoreError::from)?;
            connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        }
        Ok(Self(Engine::Sqlite { writer: Box::new(Mutex::new(writer)), reader: Box::new(Mutex::new(reader)) }))
    }

    /// The store in a database, by two connections; each is made at its first use.
    #[cfg(feature = "postgres")]
    pub(crate) fn of_database(writer: Postgres, reader: Postgres) -> Self {
        Self(Engine::Postgres { writer: Box::new(Mutex::new(writer)), reader: Box::new(Mutex::new(reader)) })
    }

    /// Whether it is a database, which other authorities may share.
    pub(crate) fn is_shared(&self) -> bool {
        match &self.0 {
            Engine::Sqlite { .. } => false,
            #[cfg(feature = "postgres")]
            Engine::Postgres { .. } => true,
        }
    }

    /// Runs `work` as one transaction: all of it is on disk afterwards, or nothing. Nobody else writes meanwhile.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&StoreTransaction<'_>) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        match &self.0 {
            Engine::Sqlite { writer, .. } => in_sqlite(writer, TransactionBehavior::Immediate, work),
            #[cfg(feature = "postgres")]
            Engine::Postgres { writer, .. } => super::postgres::write(&mut held(writer), work),
        }
    }

    /// Runs `work` on what was committed last.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&StoreTransaction<'_>) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        match &self.0 {
            Engine::Sqlite { reader, .. } => in_sqlite(reader, TransactionBehavior::Deferred, work),
            #[cfg(feature = "postgres")]
            Engine::Postgres { reader, .. } => super::postgres::read(&mut held(reader), work),
        }
    }

    /// Writes a consistent copy of a file into a new one. A database is left to its own tools.
    pub(crate) fn copy_to(&self, path: &Path) -> Result<(), AuthorityError> {
        match &self.0 {
            Engine::Sqlite { writer, .. } => Ok(sqlite::copy_to(&held(writer), path).map_err(StoreError::from)?),
            #[cfg(feature = "postgres")]
            Engine::Postgres { .. } => Ok(()),
        }
    }

    /// What is wrong with the file, if anything is.
    pub(crate) fn damage(&self) -> Result<Option<String>, AuthorityError> {
        match &self.0 {
            Engine::Sqlite { reader, .. } => Ok(sqlite::damage(&held(reader)).map_err(StoreError::from)?),
            #[cfg(feature = "postgres")]
            Engine::Postgres { .. } => Ok(None),
        }
    }
}

fn in_sqlite<T>(
    connection: &Mutex<Connection>,
    behavior: TransactionBehavior,
    work: impl FnOnce(&StoreTransaction<'_>) -> Result<T, AuthorityError>,
) -> Result<T, AuthorityError> {
    let mut connection = held(connection);
    let begun = connection.transaction_with_behavior(behavior).map_err(StoreError::from)?;
    let result = work(&StoreTransaction::new(EngineTransaction::Sqlite(&begun)))?;
    begun.commit().map_err(StoreError::from)?;
    Ok(result)
}

/// A panic left no transaction open: dropping one rolls it back.
fn held<C>(connection: &Mutex<C>) -> MutexGuard<'_, C> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}

/// An open transaction of an engine, which commits where it was begun.
pub(super) enum EngineTransaction<'c> {
    Sqlite(&'c rusqlite::Transaction<'c>),
    #[cfg(feature = "postgres")]
    Postgres(&'c Transaction<'c>),
}

/// An open transaction. What it can do is said in the files beside this one.
pub(crate) struct StoreTransaction<'c> {
    engine: EngineTransaction<'c>,
    /// The last entry of the audit log, once this transaction has added one: nobody else does meanwhile.
    pub(super) last_audit: RefCell<Option<ChainedEntry>>,
}

impl<'c> StoreTransaction<'c> {
    pub(super) fn new(engine: EngineTransaction<'c>) -> Self {
        Self { engine, last_audit: RefCell::default() }
    }
}

impl StoreTransaction<'_> {
    /// The file takes nothing more: what it held is elsewhere now.
    pub(crate) fn close(&self) -> Result<(), AuthorityError> {
        match self.engine {
            EngineTransaction::Sqlite(transaction) => {
                let closed = transaction.execute_batch(include_str!("sqlite/close.sql"));
                Ok(closed.map_err(StoreError::from)?)
            }
            #[cfg(feature = "postgres")]
            EngineTransaction::Postgres(_) => Ok(()),
        }
    }

    /// Calls `each` for every row that a statement finds, until it returns false. There may be very many.
    pub(super) fn walk(
        &self,
        find: Sql,
        mut each: impl FnMut(&Row<'_>) -> Result<bool, AuthorityError>,
    ) -> Result<(), AuthorityError> {
        match self.engine {
            EngineTransaction::Sqlite(transaction) => walk_sqlite(transaction, find, &[], &mut each),
            #[cfg(feature = "postgres")]
            EngineTransaction::Postgres(transaction) => super::postgres::walk(transaction, find, &mut each),
        }
    }

    /// The rows that a statement finds.
    pub(super) fn rows<T>(
        &self,
        find: Sql,
        values: &[Value<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, AuthorityError>,
    ) -> Result<Vec<T>, AuthorityError> {
        match self.engine {
            EngineTransaction::Sqlite(transaction) => {
                let mut rows = Vec::new();
                walk_sqlite(transaction, find, values, &mut |row| {
                    rows.push(read(row)?);
                    Ok(true)
                })?;
                Ok(rows)
            }
            #[cfg(feature = "postgres")]
            EngineTransaction::Postgres(transaction) => {
                let rows = super::postgres::query(transaction, find, values)?;
                rows.iter().map(|row| read(&Row::Postgres(row))).collect()
            }
        }
    }

    /// The row that a statement finds, if there is one.
    pub(super) fn row<T>(
        &self,
        find: Sql,
        values: &[Value<'_>],
        read: impl FnMut(&Row<'_>) -> Result<T, AuthorityError>,
    ) -> Result<Option<T>, AuthorityError> {
        Ok(self.rows(find, values, read)?.into_iter().next())
    }

    /// The one value of the one row that a statement always finds.
    pub(super) fn value<T: for<'r> FromValue<'r>>(&self, find: Sql, values: &[Value<'_>]) -> Result<T, AuthorityError> {
        let found = self.row(find, values, |row| row.at(0))?;
        Ok(found.ok_or_else(|| StoreError::Damaged(sentence!("a sum has no row", "合計の行がありません")))?)
    }

    /// Changes rows; returns how many.
    pub(super) fn change(&self, change: Sql, values: &[Value<'_>]) -> Result<u64, AuthorityError> {
        match self.engine {
            EngineTransaction::Sqlite(transaction) => Ok(change_sqlite(transaction, change, values)?),
            #[cfg(feature = "postgres")]
            EngineTransaction::Postgres(transaction) => Ok(super::postgres::execute(transaction, change, values)?),
        }
    }
}

fn walk_sqlite(
    transaction: &rusqlite::Transaction<'_>,
    find: Sql,
    values: &[Value<'_>],
    each: &mut dyn FnMut(&Row<'_>) -> Result<bool, AuthorityError>,
) -> Result<(), AuthorityError> {
    let mut statement = transaction.prepare_cached(find.sqlite).map_err(StoreError::from)?;
    bind(&mut statement, values)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next().map_err(StoreError::from)? {
        if !each(&Row::Sqlite(row))? {
            break;
        }
    }
    Ok(())
}

fn change_sqlite(
    transaction: &rusqlite::Transaction<'_>,
    change: Sql,
    values: &[Value<'_>],
) -> Result<u64, StoreError> {
    let mut statement = transaction.prepare_cached(change.sqlite)?;
    bind(&mut statement, values)?;
    Ok(statement.raw_execute()? as u64)
}

/// `$1` is a name to SQLite: each value is bound to its own. One that is lacking would be NULL.
fn bind(statement: &mut rusqlite::Statement<'_>, values: &[Value<'_>]) -> Result<(), StoreError> {
    let wrong = rusqlite::Error::InvalidParameterCount(values.len(), statement.parameter_count());
    if values.len() != statement.parameter_count() {
        return Err(wrong.into());
    }
    for (number, value) in (1..).zip(values) {
        let Some(place) = statement.parameter_index(&format!("${number}"))? else { return Err(wrong.into()) };
        statement.raw_bind_parameter(place, value)?;
    }
    Ok(())
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{Sql, Store, Value};

    #[test]
    fn a_statement_takes_as_many_values_as_it_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("authority.db")).expect("a store");
        let ask = |text: &'static str, values: &[Value<'_>]| {
            let find = Sql {
                sqlite: text,
                #[cfg(feature = "postgres")]
                postgres: text,
            };
            store.read(|tx| tx.value::<i64>(find, values)).ok()
        };
        let [one, two] = [1, 2].map(Value::Integer);
        assert_eq!(ask("SELECT $2 - $1 + $2", &[one, two]), Some(3), "each by its name, however often");
        assert_eq!(ask("SELECT $1 + $2", &[one, two]), Some(3));
        assert_eq!(ask("SELECT coalesce($1, 7)", &[]), None);
        assert_eq!(ask("SELECT $1", &[one, two]), None);
        assert_eq!(ask("SELECT $1 + $3", &[one, two]), None);
    }
}
