//! Why a store fails.

#[cfg(feature = "console")]
use muster_console::ConsoleError;
use muster_core::code::{self, Code};
#[cfg(feature = "postgres")]
use muster_server::postgres::PostgresError;

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite.
    #[error("the store failed: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL.
    #[cfg(feature = "postgres")]
    #[error("the database failed: {0}")]
    Postgres(#[from] PostgresError),
    /// Accounts or sessions of the console.
    #[cfg(feature = "console")]
    #[error(transparent)]
    Console(#[from] ConsoleError),
    /// The database holds another host's data.
    #[error(
        "the database is not empty: a host moves into an empty one; to share one that is in use, name it in host.toml"
    )]
    NotEmpty,
    /// What is stored does not hold together.
    #[error("the store is damaged: {0}")]
    Damaged(String),
}

#[cfg(feature = "postgres")]
impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Postgres(error.into())
    }
}

impl StoreError {
    /// An entry of the audit log that cannot be read or written.
    #[cfg(feature = "console")]
    pub(crate) fn unreadable_audit(error: serde_json::Error) -> Self {
        Self::Damaged(format!("an entry of the audit log: {error}"))
    }

    /// The documented code: a full disk and a wrong setting are told from the rest.
    pub fn code(&self) -> Code {
        let full = match self {
            Self::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull),
            #[cfg(feature = "postgres")]
            Self::Postgres(error) => return error.code(),
            #[cfg(feature = "console")]
            Self::Console(error) => return error.code,
            Self::NotEmpty | Self::Damaged(_) => false,
        };
        if full { code::DISK_FULL } else { code::SERVER_DATABASE_ERROR }
    }
}

#[cfg(feature = "console")]
impl From<StoreError> for ConsoleError {
    fn from(error: StoreError) -> Self {
        Self { code: error.code(), detail: error.to_string() }
    }
}
