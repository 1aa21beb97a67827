//! What the console keeps, in SQLite: in the database of whoever it belongs to, or in a file of its own.

mod accounts;
mod audit;
mod passkeys;
mod tokens;
mod views;
mod webhooks;

use crate::store::ConsoleError;
use muster_core::{code, sentence::Sentence, sentences_of};
use muster_server::{
    sqlite::{self, OpenError},
    store_fault,
};
use rusqlite::{Connection, Row, ToSql, Transaction, TransactionBehavior};
use std::path::Path;

const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/001.sql"),
    include_str!("../../migrations/002.sql"),
    include_str!("../../migrations/003.sql"),
    include_str!("../../migrations/004.sql"),
    include_str!("../../migrations/005.sql"),
];

/// A database with the tables of `migrations`: it is a [`ConsoleStore`](crate::ConsoleStore).
pub trait ConsoleDatabase {
    /// The open database.
    fn connection(&mut self) -> &mut Connection;
}

/// A file that holds nothing else.
pub struct ConsoleFile(Connection);

impl ConsoleFile {
    /// Opens the file, makes it if there is none, and brings its schema up to date.
    ///
    /// # Errors
    /// If it cannot be opened, or is that of a newer version.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Ok(Self(sqlite::open(path, MIGRATIONS)?))
    }

    /// Writes a consistent copy into a new file, for its owner alone, while others may write.
    ///
    /// # Errors
    /// If one of the two files fails.
    pub fn copy_to(&self, path: &Path) -> Result<(), ConsoleError> {
        Ok(sqlite::copy_to(&self.0, path).map_err(DatabaseFault::Sqlite)?)
    }

    /// What is wrong with the file, if anything is.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn damage(&self) -> Result<Option<String>, ConsoleError> {
        Ok(sqlite::damage(&self.0).map_err(DatabaseFault::Sqlite)?)
    }
}

impl ConsoleDatabase for ConsoleFile {
    fn connection(&mut self) -> &mut Connection {
        &mut self.0
    }
}

/// The database failed, or holds what is not understood.
#[derive(Debug, thiserror::Error)]
enum DatabaseFault {
    Audit(serde_json::Error),
    Damaged(Sentence),
    Sqlite(#[from] rusqlite::Error),
}

sentences_of!(DatabaseFault, lang {
    Self::Audit(error) => (
        "the store is damaged: an entry of the audit log: {error}",
        "ストアが破損しています。監査ログのエントリ: {error}"
    );
    Self::Damaged(problem) => (store_fault::damaged(problem, lang));
    Self::Sqlite(error) => (store_fault::sqlite(error, lang));
});

impl From<DatabaseFault> for ConsoleError {
    fn from(fault: DatabaseFault) -> Self {
        let full = matches!(&fault, DatabaseFault::Sqlite(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull));
        Self { code: if full { code::DISK_FULL } else { code::SERVER_DATABASE_ERROR }, detail: fault.into() }
    }
}

/// Runs statements.
trait Statements {
    fn rows<T>(
        &mut self,
        text: &str,
        values: &[&dyn ToSql],
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, DatabaseFault>;

    fn change(&mut self, text: &str, values: &[&dyn ToSql]) -> Result<(), DatabaseFault>;

    /// Does `work` in one transaction; no other writer comes between.
    fn transaction<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, DatabaseFault>,
    ) -> Result<T, DatabaseFault>;
}

impl<D: ConsoleDatabase> Statements for D {
    fn rows<T>(
        &mut self,
        text: &str,
        values: &[&dyn ToSql],
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, DatabaseFault> {
        let mut find = self.connection().prepare_cached(text)?;
        let rows = find.query_map(values, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn change(&mut self, text: &str, values: &[&dyn ToSql]) -> Result<(), DatabaseFault> {
        self.connection().prepare_cached(text)?.execute(values)?;
        Ok(())
    }

    fn transaction<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, DatabaseFault>,
    ) -> Result<T, DatabaseFault> {
        let transaction = self.connection().transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }
}
