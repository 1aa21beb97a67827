//! What can go wrong at a client. A refused activation is an answer, not one of these.

use muster_core::{
    code::{self, Code},
    id::ActivationId,
    keys::product_key::KeyError,
};
use muster_platform::{files::FileError, tls_roots::TlsRootsError};
use muster_proto::problem::Problem;
use muster_trust::{error::ChainError, jws::SealError, sealed_slots::OfflineError};

/// A fault of the client.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// There is one already.
    #[error("{0} already holds a client: choose another directory, or remove it")]
    Exists(String),
    /// There is none.
    #[error("{0} holds no client: make one with `muster client init --pack FILE --root FILE`")]
    Missing(String),
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file of trusted certificates cannot be used.
    #[error(transparent)]
    TlsRoots(#[from] TlsRootsError),
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
        problem: muster_trust::jwk::BadKey,
    },
    /// The text is no product key.
    #[error("the product key is not valid: {0}")]
    KeyForm(#[from] KeyError),
    /// The key is none of the pack's setup keys.
    #[error("the product key is not valid: it is not a setup key of the installed license pack (vendor '{0}')")]
    KeyUnknown(String),
    /// The key is of the wrong kind for what was asked.
    #[error("the product key cannot be used for this: a host key activates hosts and directories, a MAK machines")]
    KeyType,
    /// The key was wiped from this machine.
    #[error("the product key was wiped from this machine (slmgr /cpky): install it again")]
    KeyWiped,
    /// A configuration file is wrong.
    #[error("{file}: {problem}")]
    Config {
        /// The file.
        file: String,
        /// What is wrong, with line and field.
        problem: String,
    },
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
    /// Nobody says where the authority is.
    #[error("neither the license pack nor client.toml ([authority], `url`) says where the authority is")]
    NoAuthority,
    /// There is no activation by a MAK to give back.
    #[error("there is no activation by a MAK to give back")]
    NothingToReturn,
    /// A confirmation id was not taken.
    #[error("the confirmation id cannot be used: {0}")]
    Offline(#[from] OfflineError),
    /// A file is no license file.
    #[error("{0}")]
    LicenseFile(String),
    /// The machine is no member of a directory.
    #[error("this machine is not a member of a directory: client.toml has no [directory]")]
    NoDirectory,
    /// The library was built without the feature that this takes.
    #[error("this program was built without the feature '{0}' of muster-client")]
    NotBuiltIn(&'static str),
    /// The directory says no, or does not answer.
    #[error("the directory: {0}")]
    Directory(String, Code),
    /// The directory has no such activation object.
    #[error("the directory has no activation object of '{0}'")]
    NoObject(String),
    /// No such issuance license is installed.
    #[error("no issuance license {0} is installed")]
    NoIssuance(muster_core::id::HostId),
    /// A token or smart card says no.
    #[error("the token: {0}")]
    Token(String),
    /// Periods cannot be started anew any more.
    #[error("the periods were started anew {0} times already")]
    Rearmed(u32),
    /// No product belongs to that application.
    #[error("no installed product belongs to application {0}")]
    NoApplication(muster_core::id::ApplicationId),
    /// A document was not signed.
    #[error(transparent)]
    Seal(#[from] SealError),
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
            Self::File(error) => error.code(),
            Self::TlsRoots(_) => code::INVALID_ARGUMENT,
            Self::Damaged { .. } | Self::Root { .. } => code::STATE_DAMAGED,
            Self::Chain(error) => error.code(),
            Self::KeyForm(_) | Self::KeyUnknown(_) => code::KEY_INVALID,
            Self::NothingInstalled | Self::KeyWiped => code::KEY_NOT_INSTALLED,
            Self::NotInstalled(_) | Self::NoApplication(_) => code::PRODUCT_NOT_INSTALLED,
            Self::KeyType => code::KEY_TYPE,
            Self::Config { .. } | Self::NoAuthority => code::INVALID_ARGUMENT,
            Self::Refused(problem) => problem.code,
            Self::Authority { code, .. } | Self::Directory(_, code) => *code,
            Self::Offline(error) => error.code(),
            Self::NothingToReturn | Self::NotBuiltIn(_) => code::NOT_ALLOWED,
            Self::LicenseFile(_) => code::INVALID_DATA,
            Self::NoDirectory => code::DIRECTORY_UNAVAILABLE,
            Self::NoObject(_) => code::DIRECTORY_NO_OBJECT,
            Self::NoIssuance(_) => code::ISSUANCE_LICENSE_MISSING,
            Self::Token(_) => code::TOKEN_SMARTCARD,
            Self::Rearmed(_) => code::REARM_LIMIT,
            Self::Seal(_) => code::UNEXPECTED,
        }
    }
}
