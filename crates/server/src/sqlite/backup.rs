//! Copies of a store, and whether one is whole.

use muster_platform::files;
use rusqlite::{Connection, ffi};
use std::path::Path;

/// Writes a consistent copy of a store into a new file, for its owner alone, while others may write to the store.
pub fn copy_to(connection: &Connection, path: &Path) -> rusqlite::Result<()> {
    let cannot_open =
        |problem: String| rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_CANTOPEN), Some(problem));
    let text = path.to_str().ok_or_else(|| cannot_open(format!("{}: the path is no UTF-8", path.display())))?;
    // SQLite fills an empty file, with the rights that it has.
    files::touch(path).map_err(|error| cannot_open(format!("{text}: {error}")))?;
    connection.execute(include_str!("vacuum_into.sql"), [text])?;
    Ok(())
}

/// What is wrong with a store, if anything is.
pub fn damage(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let verdict: String = connection.query_row(include_str!("integrity_check.sql"), [], |row| row.get(0))?;
    Ok((verdict != "ok").then_some(verdict))
}
