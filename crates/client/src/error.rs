//! What can go wrong at a client. A refused activation is an answer, not one of these.

use muster_core::{
    code::{self, Code},
    id::ActivationId,
    key::KeyError,
};
use muster_wire::chain::ChainError;

/// A fault of the client.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// There is one already.
    #[error("{0} already holds a client: choose another directory, or remove it")]
    Exists(String),
    /// There is none.
    #[error("{0} holds no client: make one with `muster client init --pack FILE --root FILE`")]
    Missing(String),
    /// A file cannot be read or written.
    #[error("{action} {path}: {source}")]
    File {
        /// What was attempted.
        action: &'static str,
        /// The file.
        path: String,
        /// Why it failed.
        source: std::io::Error,
    },
    /// The state file and its copy are both damaged.
    #[error(
        "{path} is damaged ({problem}), and so is its copy: restore it from a backup, or move it away and install the product key again"
    )]
    Damaged {
        /// The file.
        path: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The pack is not trusted.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The root key file holds something else.
    #[error("{path}: {problem}")]
    Root {
        /// The file.
        path: String,
        /// What is wrong.
        problem: muster_wire::jwk::BadKey,
    },
    /// The text is no product key.
    #[error("the product key is not valid: {0}")]
    KeyForm(#[from] KeyError),
    /// The key is none of the pack's setup keys.
    #[error("the product key is not valid: it is not a setup key of the installed license pack (vendor '{0}')")]
    KeyUnknown(String),
    /// No product is installed.
    #[error("no product key is installed: install one with `muster slmgr /ipk KEY`")]
    NothingInstalled,
    /// That product is not installed.
    #[error("Activation ID ({0}) not found")]
    NotInstalled(ActivationId),
}

impl ClientError {
    /// The documented code.
    pub fn code(&self) -> Code {
        match self {
            Self::Exists(_) => code::INVALID_ARGUMENT,
            Self::Missing(_) => code::LICENSE_FILE_NOT_INSTALLED,
            Self::File { source, .. } => Code::of_file(source.kind()),
            Self::Damaged { .. } | Self::Root { .. } => code::STATE_DAMAGED,
            Self::Chain(error) => error.code(),
            Self::KeyForm(_) | Self::KeyUnknown(_) => code::KEY_INVALID,
            Self::NothingInstalled => code::KEY_NOT_INSTALLED,
            Self::NotInstalled(_) => code::PRODUCT_NOT_INSTALLED,
        }
    }

    pub(crate) fn file(action: &'static str, path: &std::path::Path) -> impl Fn(std::io::Error) -> Self {
        let path = path.display().to_string();
        move |source| Self::File { action, path: path.clone(), source }
    }
}
