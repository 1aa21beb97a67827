//! SQLite as host and authority use it: durable commits, one writer, migrations that are checked when a store is opened.

mod backup;

pub use backup::{copy_to, damage};

use crate::schema::{self, Applied, SchemaError};
use muster_core::sentences_of;
use muster_platform::{
    files::{self, FileError},
    state_folder,
};
use rusqlite::{Connection, OpenFlags, TransactionBehavior, config::DbConfig, params};
use std::{path::Path, time::Duration};

/// So much of the file is read from memory, in bytes. A disk that fails to read it ends the process; what was committed stays.
const MAPPED: u32 = 96 * 1024 * 1024;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// Why a store does not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file, or what lies in its place.
    File(#[from] FileError),
    /// SQLite says no.
    Sqlite {
        /// The file.
        path: String,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// A newer version of Muster wrote it.
    Newer {
        /// The file.
        path: String,
        /// Its schema.
        found: u32,
        /// The newest that is known.
        known: u32,
    },
    /// A migration of the store had another text when it was applied.
    Altered {
        /// The file.
        path: String,
        /// The migration, counted from 1.
        version: u32,
    },
}

sentences_of!(OpenError, lang {
    Self::File(error) => (error.text(lang));
    Self::Sqlite { path, source } => (
        "cannot open the store {path}: {source}",
        "ストア {path} を開けません: {source}"
    );
    Self::Newer { path, found, known } => (
        "the store {path} has schema {found}, this version of muster knows {known}: use the newer version",
        "ストア {path} のスキーマは {found} ですが、このバージョンの muster は {known} まで対応しています。新しいバージョンを使用してください"
    );
    Self::Altered { path, version } => (
        "migration {version} of the store {path} had another text when it was applied: use the version of muster that made the store",
        "ストア {path} に適用された移行 {version} の内容が異なります。ストアを作成したバージョンの muster を使用してください"
    );
});

/// The schema of the file at `path` cannot be used.
fn refused(path: &Path, error: SchemaError) -> OpenError {
    let path = path.display().to_string();
    match error {
        SchemaError::Newer { found, known } => OpenError::Newer { path, found, known },
        SchemaError::Altered { version } => OpenError::Altered { path, version },
    }
}

/// Opens a store and applies the `migrations` that it lacks, in order, in one transaction. The text of one that was applied
/// must not change. A commit returns only when it is on disk (`synchronous=FULL`).
pub fn open(path: &Path, migrations: &[&'static str]) -> Result<Connection, OpenError> {
    let fail = |source| OpenError::Sqlite { path: path.display().to_string(), source };
    state_folder::check_writable(state_folder::folder(path))?;
    let mut connection = connect(path)?;
    connection.busy_timeout(BUSY_TIMEOUT).map_err(fail)?;
    // Of force only before the first table: a machine's row is small, and a whole page is written for it; what is removed
    // later gives its room back.
    connection.pragma_update(None, "page_size", 1_024).map_err(fail)?;
    connection.pragma_update(None, "auto_vacuum", "incremental").map_err(fail)?;
    connection.pragma_update(None, "journal_mode", "wal").map_err(fail)?;
    connection.pragma_update(None, "synchronous", "full").map_err(fail)?;
    // Pages: each checkpoint holds the writer up, a long one longer.
    connection.pragma_update(None, "wal_autocheckpoint", 2_000).map_err(fail)?;
    connection.pragma_update(None, "foreign_keys", true).map_err(fail)?;
    // Otherwise a statement whose plan may depend on a bound value (`LIMIT ?`) is prepared anew at every use.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fail)?;
    migrate(&mut connection, migrations).map_err(fail)?.map_err(|error| refused(path, error))?;
    Ok(connection)
}

/// Reads the beginning of the file from memory from now on: for who reads one row after the other, and keeps the connection. Each connection
/// that does holds what it has read.
pub fn map(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "mmap_size", MAPPED)
}

/// Opens a store that nobody writes to, as one in a backup, without a write: it may be on a read-only disk. It may lack the last
/// `migrations`, but has no others.
pub fn open_unchanging(path: &Path, migrations: &[&'static str]) -> Result<Connection, OpenError> {
    let fail = |source| OpenError::Sqlite { path: path.display().to_string(), source };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte);
    let absolute = std::path::absolute(path).map_err(FileError::new(FileError::OPEN, path))?;
    let bytes = absolute.as_os_str().as_encoded_bytes().iter();
    let escaped = bytes.map(|byte| if plain(*byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") });
    let uri = format!("file:{}?immutable=1", escaped.collect::<String>());
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(uri, flags).map_err(fail)?;
    schema::plan(migrations, &applied(&connection).map_err(fail)?).map_err(|error| refused(path, error))?;
    Ok(connection)
}

/// Opens the file, and makes it if there is none. It is for its owner alone, as are the files that SQLite lays beside it, and no link is followed.
fn connect(path: &Path) -> Result<Connection, OpenError> {
    let folder = state_folder::folder(path);
    for beside in ["", "-wal", "-shm", "-journal"] {
        let mut file = path.as_os_str().to_owned();
        file.push(beside);
        state_folder::check_file(Path::new(&file))?;
    }
    // A file that is there is left alone: to open and close it here would drop the locks that this process holds on it.
    if path.symlink_metadata().is_err() {
        files::touch(path).map_err(FileError::new(FileError::CREATE, path))?;
    }
    // SQLite refuses a link anywhere in the path; the folder may be reached by one.
    let real = folder.canonicalize().map_err(FileError::new(FileError::OPEN, folder))?;
    let real = real.join(path.file_name().unwrap_or_default());
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NOFOLLOW | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let fail = |source| OpenError::Sqlite { path: path.display().to_string(), source };
    Connection::open_with_flags(real, flags).map_err(fail)
}

fn migrate(connection: &mut Connection, migrations: &[&'static str]) -> rusqlite::Result<Result<(), SchemaError>> {
    // Most stores are up to date: these are opened without a write.
    match schema::plan(migrations, &applied(connection)?) {
        Ok(plan) if !plan.is_empty() => {}
        done => return Ok(done.map(drop)),
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have migrated it meanwhile.
    let plan = match schema::plan(migrations, &applied(&transaction)?) {
        Ok(plan) => plan,
        Err(error) => return Ok(Err(error)),
    };
    transaction.execute_batch(include_str!("sqlite/schema_create.sql"))?;
    for migration in plan.pending.iter().chain(&plan.unrecorded) {
        transaction
            .execute(include_str!("sqlite/schema_insert.sql"), params![migration.version, migration.checksum])?;
    }
    for migration in &plan.pending {
        transaction.execute_batch(migration.sql)?;
        transaction.pragma_update(None, "user_version", migration.version)?;
    }
    transaction.commit()?;
    Ok(Ok(()))
}

/// The migrations that a store has. Their number is its `user_version`; a store of an older version of Muster has no table of
/// checksums.
fn applied(connection: &Connection) -> rusqlite::Result<Vec<Applied>> {
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    let mut applied: Vec<_> = (1..=found).map(|version| Applied { version, checksum: None }).collect();
    if connection.table_exists(None, "muster_schema")? {
        let mut find = connection.prepare(include_str!("sqlite/schema_read.sql"))?;
        let mut rows = find.query([])?;
        while let Some(row) = rows.next()? {
            let version: u32 = row.get("version")?;
            if let Some(applied) = applied.iter_mut().find(|applied| applied.version == version) {
                applied.checksum = Some(row.get("checksum")?);
            }
        }
    }
    Ok(applied)
}
