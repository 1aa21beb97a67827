//! The two engines that a case runs on.

use muster_host::store::{PostgresStore, SqliteStore, Store};
use muster_testbed::{PostgresServer, postgres_tool};
use rusqlite::Connection;
use std::path::PathBuf;
use tempfile::TempDir;

/// A PostgreSQL server that ends with the value. It need not survive a power failure.
pub(super) struct Server(PostgresServer);

impl Server {
    pub(super) fn start() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = "listen_addresses = ''\nfsync = off\n";
        let server = PostgresServer::new(folder, "none", settings).expect("PostgreSQL (Debian package postgresql)");
        server.start().expect("PostgreSQL starts");
        Self(server)
    }

    /// Runs SQL as another client; returns the rows, with `|` between the columns.
    fn psql(&self, database: &str, sql: &str) -> String {
        let mut command = postgres_tool("psql").expect("psql (Debian package postgresql)");
        command.args(["-U", "muster", "-AtqX", "-v", "ON_ERROR_STOP=1", "-d", database, "-h"]).arg(self.0.folder());
        let output = command.args(["-c", sql]).output().expect("psql runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim_end().to_owned()
    }
}

/// A database, or the file of one.
pub(super) enum Engine<'s> {
    Postgres { server: &'s Server, database: String },
    Sqlite(TempDir),
}

impl<'s> Engine<'s> {
    pub(super) fn sqlite() -> Self {
        Self::Sqlite(tempfile::tempdir().expect("a folder"))
    }

    /// A new database of the server.
    pub(super) fn postgres(server: &'s Server, database: &str) -> Self {
        server.psql("postgres", &format!("CREATE DATABASE {database}"));
        Self::Postgres { server, database: database.to_owned() }
    }

    /// Opens the store of the host `kms1`.
    pub(super) fn open(&self) -> Box<dyn Store> {
        match self {
            Self::Postgres { .. } => Box::new(self.open_postgres("kms1")),
            Self::Sqlite(_) => Box::new(SqliteStore::open(&self.file()).expect("a store")),
        }
    }

    pub(super) fn open_postgres(&self, host: &str) -> PostgresStore {
        let Self::Postgres { server, database } = self else { panic!("not PostgreSQL") };
        let connection = format!("host={} user=muster dbname={database}", server.0.folder().display());
        PostgresStore::new(&connection, None, None, host).expect("a connection string")
    }

    pub(super) fn file(&self) -> PathBuf {
        let Self::Sqlite(folder) = self else { panic!("not SQLite") };
        folder.path().join("host.db")
    }

    /// Runs statements and returns the rows of a query, with `|` between the columns.
    pub(super) fn sql(&self, sql: &str) -> String {
        match self {
            Self::Postgres { server, database } => server.psql(database, sql),
            Self::Sqlite(_) => rows(&Connection::open(self.file()).expect("a store"), sql),
        }
    }
}

fn rows(connection: &Connection, sql: &str) -> String {
    if !sql.trim_start().starts_with("SELECT") {
        connection.execute_batch(sql).expect("done");
        return String::new();
    }
    let mut find = connection.prepare(sql).expect("a query");
    let columns = find.column_count();
    let row = |row: &rusqlite::Row<'_>| {
        let text = |column| row.get::<_, rusqlite::types::Value>(column).map(as_text);
        (0..columns).map(text).collect::<Result<Vec<String>, _>>().map(|words| words.join("|"))
    };
    let rows: Result<Vec<String>, _> = find.query_map([], row).expect("rows").collect();
    rows.expect("rows").join("\n")
}

fn as_text(value: rusqlite::types::Value) -> String {
    use rusqlite::types::Value;
    match value {
        Value::Null => String::new(),
        Value::Integer(number) => number.to_string(),
        Value::Real(number) => number.to_string(),
        Value::Text(text) => text,
        Value::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}
