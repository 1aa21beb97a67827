//! Why a store fails.

#[cfg(feature = "console")]
use muster_console::ConsoleError;
use muster_core::{
    code::{self, Code},
    sentence::Sentence,
    sentences_of,
};
#[cfg(feature = "postgres")]
use muster_server::postgres::PostgresError;
use muster_server::store_fault;

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite.
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres(#[from] PostgresError),
    /// Accounts or sessions of the console.
    #[cfg(feature = "console")]
    Console(#[from] ConsoleError),
    /// The database holds another host's data.
    NotEmpty,
    /// What is stored does not hold together.
    Damaged(Sentence),
}

sentences_of!(StoreError, lang {
    Self::Sqlite(error) => (store_fault::sqlite(error, lang));
    #[cfg(feature = "postgres")]
    Self::Postgres(error) => (store_fault::postgres(error, lang));
    #[cfg(feature = "console")]
    Self::Console(error) => (error.text(lang));
    Self::NotEmpty => (
        "the database is not empty: a host moves into an empty one; to share one that is in use, name it in host.toml",
        "データベースが空ではありません。ホストは空のデータベースに移行してください。使用中のデータベースを共有するには、host.toml で指定してください"
    );
    Self::Damaged(problem) => (store_fault::damaged(problem, lang));
});

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
        Self::Damaged(muster_core::sentence!("an entry of the audit log: {error}", "監査ログのエントリ: {error}"))
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
        Self { code: error.code(), detail: error.into() }
    }
}
