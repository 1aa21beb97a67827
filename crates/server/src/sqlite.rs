//! SQLite as both services use it: durable commits, one writer, a schema that only grows.

use muster_platform::files;
use rusqlite::{Connection, TransactionBehavior};
use std::{path::Path, time::Duration};

/// So much of the file is read from memory, in bytes. A disk that fails to read it ends the process; what was committed stays.
const MAPPED: u32 = 96 * 1024 * 1024;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Why a store does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// SQLite says no.
    #[error("cannot open the store {path}: {source}")]
    Sqlite {
        /// The file.
        path: String,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// A newer version of Muster wrote it.
    #[error("the store {path} has schema {found}, this version of muster knows {known}: use the newer version")]
    Newer {
        /// The file.
        path: String,
        /// Its schema.
        found: u32,
        /// The newest that is known.
        known: u32,
    },
}

/// Opens a store and brings its schema up to date: `migrations` in order, each once. A commit returns only when it is on
/// disk (`synchronous=FULL`).
pub fn open(path: &Path, migrations: &[&str]) -> Result<Connection, OpenError> {
    let fail = |source| OpenError::Sqlite { path: path.display().to_string(), source };
    // What cannot be made is named when it is opened. A file that is there is left alone: to open and close it here would drop
    // the locks that this process holds on it.
    if !path.exists() {
        drop(files::touch(path));
    }
    let mut connection = Connection::open(path).map_err(fail)?;
    connection.busy_timeout(BUSY_TIMEOUT).map_err(fail)?;
    // Of force only before the first table: a machine's row is small, and a whole page is written for it; what is removed
    // later gives its room back.
    connection.pragma_update(None, "page_size", 1_024).map_err(fail)?;
    connection.pragma_update(None, "auto_vacuum", "incremental").map_err(fail)?;
    connection.pragma_update(None, "journal_mode", "wal").map_err(fail)?;
    connection.pragma_update(None, "synchronous", "full").map_err(fail)?;
    // Pages: each checkpoint holds the writer up, a long one longer.
    connection.pragma_update(None, "wal_autocheckpoint", 2_000).map_err(fail)?;
    connection.pragma_update(None, "mmap_size", MAPPED).map_err(fail)?;
    connection.pragma_update(None, "foreign_keys", true).map_err(fail)?;
    let found = migrate(&mut connection, migrations).map_err(fail)?;
    let known = migrations.len() as u32;
    if found > known {
        return Err(OpenError::Newer { path: path.display().to_string(), found, known });
    }
    Ok(connection)
}

fn migrate(connection: &mut Connection, migrations: &[&str]) -> rusqlite::Result<u32> {
    let version = |connection: &Connection| connection.pragma_query_value(None, "user_version", |row| row.get(0));
    let found: u32 = version(connection)?;
    if found as usize >= migrations.len() {
        return Ok(found);
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have migrated it meanwhile.
    let found = version(&transaction)?;
    for (version, migration) in (1u32..).zip(migrations).filter(|(version, _)| *version > found) {
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", version)?;
    }
    transaction.commit()?;
    Ok(found)
}
