//! What can go wrong at a host. A refusal with a documented code is an answer, not one of these.

use muster_core::code::{self, Code};
use muster_service::{files::FileError, sqlite::OpenError, tls::TlsError};
use muster_wire::{chain::ChainError, jwk::BadKey, problem::Problem};

/// A fault of the host.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// There is one already.
    #[error("{0} already holds a host: choose another directory, or remove it")]
    Exists(String),
    /// There is none.
    #[error("{0} holds no host: make one with `muster host init --pack FILE --root FILE`")]
    Missing(String),
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The configuration is wrong.
    #[error("{file}: {problem}")]
    Config {
        /// The file.
        file: String,
        /// What is wrong, with line and field.
        problem: String,
    },
    /// A key file holds something else.
    #[error("{file}: {problem}")]
    Key {
        /// The file.
        file: String,
        /// What is wrong.
        problem: BadKey,
    },
    /// A document in the directory, or from the authority, is not trusted.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The product key has no host key's form.
    #[error("the product key is not valid: {0}")]
    ProductKey(String),
    /// No product key is installed.
    #[error("no host key is installed: install it with `muster slmgr /ipk KEY`")]
    NoProductKey,
    /// The authority refused.
    #[error("the authority refused: {} ({})", .0.title, .0.code)]
    Refused(Box<Problem>),
    /// The authority cannot be reached or answers something else.
    #[error("cannot ask the authority at {url}: {problem}")]
    Authority {
        /// Where it was asked.
        url: String,
        /// What happened.
        problem: String,
        /// Its code.
        code: Code,
    },
    /// The store does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The store failed.
    #[error("the store failed: {0}")]
    Store(#[from] rusqlite::Error),
    /// The listener cannot start.
    #[error("{0}")]
    Listen(#[from] std::io::Error),
    /// TLS is not possible.
    #[error(transparent)]
    Tls(#[from] TlsError),
}

impl HostError {
    /// The documented code.
    pub fn code(&self) -> Code {
        match self {
            Self::File(error) => error.code(),
            Self::Missing(_) => code::LICENSE_FILE_NOT_INSTALLED,
            Self::Key { .. } => code::STATE_DAMAGED,
            Self::Chain(error) => error.code(),
            Self::ProductKey(_) => code::KEY_INVALID,
            Self::NoProductKey => code::KEY_NOT_INSTALLED,
            Self::Refused(problem) => problem.code,
            Self::Authority { code, .. } => *code,
            Self::Store(error) => store_code(error),
            Self::Open(_) => code::SERVER_DATABASE_ERROR,
            Self::Exists(_) | Self::Config { .. } | Self::Listen(_) | Self::Tls(_) => code::INVALID_ARGUMENT,
        }
    }
}

/// The code of a store's failure: a full disk is told from the rest.
pub(crate) fn store_code(error: &rusqlite::Error) -> Code {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => code::DISK_FULL,
        _ => code::SERVER_DATABASE_ERROR,
    }
}
