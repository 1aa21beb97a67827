//! Why the store fails.

use muster_core::code::{self, Code};
use muster_core::{sentence::Sentence, sentences_of};
#[cfg(feature = "postgres")]
use muster_server::postgres::PostgresError;
use muster_server::{sqlite::OpenError, store_fault};

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file does not open.
    Open(#[from] OpenError),
    /// SQLite.
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres(#[from] PostgresError),
    /// What is stored does not hold together.
    Damaged(Sentence),
}

sentences_of!(StoreError, lang {
    Self::Open(error) => (error.text(lang));
    Self::Sqlite(error) => (store_fault::sqlite(error, lang));
    #[cfg(feature = "postgres")]
    Self::Postgres(error) => (store_fault::postgres(error, lang));
    Self::Damaged(problem) => (store_fault::damaged(problem, lang));
});

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
