//! What can go wrong at a client. A refused activation is an [`Attempt`](muster_core::client::report::Attempt) with its code, not one of these.

use muster_core::{
    code::{self, Code},
    id::{ActivationId, ApplicationId, HostId},
    keys::product_key::KeyError,
};
use muster_platform::{files::FileError, tls_roots::TlsRootsError};
use muster_proto::problem::Problem;
use muster_trust::{error::ChainError, jwk::BadKey, jws::SealError, sealed_slots::OfflineError};

/// A fault of the client. The sentence says what is wrong and names no program: what a user can do about it, the program that
/// embeds this library knows.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ClientError {
    /// The directory holds a client already.
    #[error("{0} already holds a client: choose another directory, or remove it")]
    Exists(String),
    /// The directory holds no client.
    #[error("{0} holds no client")]
    Missing(String),
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file of trusted certificates cannot be used.
    #[error(transparent)]
    TlsRoots(#[from] TlsRootsError),
    /// The state file and its copy are both damaged.
    #[error(
        "{path} is damaged ({problem}), and so is its copy: restore it from a backup, or move it away and install the product key again"
    )]
    Damaged {
        /// The state file.
        path: String,
        /// Why it cannot be understood.
        problem: String,
    },
    /// A document is not trusted.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// The root key file holds something else.
    #[error("{path}: {problem}")]
    Root {
        /// The root key file.
        path: String,
        /// Why its text is no key.
        problem: BadKey,
    },
    /// A host that the configuration names gives no orders: it cannot be reached, or refuses.
    #[error("the host {host} of [managed] in client.toml: {} ({code})", .code.title(muster_core::lang::Lang::En))]
    ManagingHost {
        /// Where it is.
        host: String,
        /// What happened.
        code: Code,
    },
    /// The key of an order does not open on this machine.
    #[error("the product key of the order was not sealed to this machine")]
    NotSealedToThis,
    /// The text is no product key.
    #[error("the product key is not valid: {0}")]
    KeyForm(#[from] KeyError),
    /// The key is none of the setup keys and MAKs of the license pack; the value is its vendor.
    #[error("the product key is not valid: it is not a setup key of the installed license pack (vendor '{0}')")]
    KeyUnknown(String),
    /// The key is a host key, and this is no host.
    #[error("this is a host key (CSVLK): machines take a setup key or a MAK")]
    HostKey,
    /// The key is of the wrong kind for what was asked.
    #[error("the product key cannot be used for this: a host key activates hosts and directories, a MAK machines")]
    KeyType,
    /// The key was wiped from this machine: what it activated stays, and nothing new is activated with it.
    #[error("the product key was wiped from this machine")]
    KeyWiped,
    /// A configuration file cannot be understood.
    #[error("{file}: {problem}")]
    Config {
        /// The configuration file.
        file: String,
        /// Why, with line and field.
        problem: String,
    },
    /// The authority refused, with its reason.
    #[error("the authority refused: {} ({})", .0.title, .0.code)]
    Refused(Box<Problem>),
    /// The authority cannot be reached, or answers something else.
    #[error("cannot ask the authority at {url}: {problem}")]
    Authority {
        /// The address that was asked.
        url: String,
        /// What happened.
        problem: String,
        /// The documented code of what happened.
        code: Code,
    },
    /// Neither configuration nor license pack says where the authority is.
    #[error("neither the license pack nor client.toml ([authority], `url`) says where the authority is")]
    NoAuthority,
    /// No activation by a MAK is there to be returned.
    #[error("there is no activation by a MAK to give back")]
    NothingToReturn,
    /// The activation is permanent by the policy of its key group.
    #[error("the activation is permanent: by the policy of its key group it cannot be given back")]
    Permanent,
    /// A confirmation id activates nothing.
    #[error("the confirmation id cannot be used: {0}")]
    Offline(#[from] OfflineError),
    /// An enrolment file names a product that its license pack does not have.
    #[error("the enrolment file names product {0}, which its license pack does not have")]
    EnrolledProduct(ActivationId),
    /// An enrolment file was issued before one that this machine has taken.
    #[error("the enrolment file was issued at {issued}, and this machine has taken one of {newest}")]
    OlderEnrolment {
        /// When the file was issued.
        issued: String,
        /// When the newest was that this machine has taken.
        newest: String,
    },
    /// A file is no license file.
    #[error("{0}")]
    LicenseFile(String),
    /// The machine is no member of a directory.
    #[error("this machine is not a member of a directory: client.toml has no [directory]")]
    NoDirectory,
    /// The library was built without the feature that this takes.
    #[error("this program was built without the feature '{0}' of muster-client")]
    NotBuiltIn(&'static str),
    /// The directory refuses, or does not answer.
    #[error("the directory: {0}")]
    Directory(String, Code),
    /// The directory has no such activation object.
    #[error("the directory has no activation object of '{0}'")]
    NoObject(String),
    /// No such issuance license is installed.
    #[error("no issuance license {0} is installed")]
    NoIssuance(HostId),
    /// A token or smart card fails.
    #[error("the token: {0}")]
    Token(String),
    /// The limit of rearms is reached; the value says how many there were.
    #[error("the periods were started anew {0} times already")]
    Rearmed(u32),
    /// No installed product belongs to the application.
    #[error("no installed product belongs to application {0}")]
    NoApplication(ApplicationId),
    /// The agent does not answer, or refuses.
    #[error("the agent: {1}")]
    Agent(Code, String),
    /// A document could not be signed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// No product key is installed.
    #[error("no product key is installed")]
    NothingInstalled,
    /// The product is not installed.
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
            Self::ManagingHost { code, .. } => *code,
            Self::NotSealedToThis => code::SIGNATURE_INVALID,
            Self::Chain(error) => error.code(),
            Self::KeyForm(_) | Self::KeyUnknown(_) => code::KEY_INVALID,
            Self::NothingInstalled | Self::KeyWiped => code::KEY_NOT_INSTALLED,
            Self::NotInstalled(_) | Self::NoApplication(_) => code::PRODUCT_NOT_INSTALLED,
            Self::HostKey | Self::KeyType => code::KEY_TYPE,
            Self::Config { .. } | Self::NoAuthority => code::INVALID_ARGUMENT,
            Self::Refused(problem) => problem.code,
            Self::Authority { code, .. } | Self::Directory(_, code) | Self::Agent(code, _) => *code,
            Self::Offline(error) => error.code(),
            Self::NothingToReturn | Self::Permanent | Self::NotBuiltIn(_) => code::NOT_ALLOWED,
            Self::OlderEnrolment { .. } => code::PACK_VERSION,
            Self::EnrolledProduct(_) | Self::LicenseFile(_) => code::INVALID_DATA,
            Self::NoDirectory => code::DIRECTORY_UNAVAILABLE,
            Self::NoObject(_) => code::DIRECTORY_NO_OBJECT,
            Self::NoIssuance(_) => code::ISSUANCE_LICENSE_MISSING,
            Self::Token(_) => code::TOKEN_SMARTCARD,
            Self::Rearmed(_) => code::REARM_LIMIT,
            Self::Seal(_) => code::UNEXPECTED,
        }
    }
}
