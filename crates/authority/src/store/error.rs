//! Why the store fails.

use muster_core::code::{self, Code};
#[cfg(feature = "postgres")]
use muster_server::postgres::PostgresError;
use muster_server::sqlite::OpenError;

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// SQLite.
    #[error("the store failed: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL.
    #[cfg(feature = "postgres")]
    #[error("the database failed: {0}")]
    Postgres(#[from] PostgresError),
    /// What is stored does not hold together.
    #[error("the store is damaged: {0}")]
    Damaged(String),
}

impl StoreError {
    /// The documented code: a full disk and a wrong setting are told from the rest.
    pub fn code(&self) -> Code {
        let full = match self {
            Self::Open(OpenError::File(error)) => return error.code(),
            Self::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull),
            #[cfg(feature = "postgres")]
            Self::Postgres(error) => return error.code(),
            Self::Open(_) | Self::Damaged(_) => false,
        };
        if full { code::DISK_FULL } else { code::SERVER_DATABASE_ERROR }
    }
}
