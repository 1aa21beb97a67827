//! What can go wrong at a host. A refusal with a documented code is an answer, not one of these.

use crate::store::error::StoreError;
#[cfg(feature = "console")]
use muster_console::ConsoleError;
use muster_core::{
    code::{self, Code},
    id::{ActivationId, Cmid},
    list_refusal::ListRefusal,
};
use muster_platform::files::FileError;
use muster_server::{sqlite::OpenError, tls::TlsError};
use muster_trust::{error::ChainError, jwk::BadKey, jws::SealError, sealed_slots::OfflineError};

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
    /// A document was not signed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The product key has no host key's form.
    #[error("the product key is not valid: {0}")]
    ProductKey(String),
    /// The key is a setup key or a MAK, and this is a host.
    #[error("this is a setup key or a MAK: a host takes a host key (CSVLK)")]
    NoHostKey,
    /// No product key is installed.
    #[error("no host key is installed: install it with `muster slmgr /ipk KEY`")]
    NoProductKey,
    /// The host was activated on another machine.
    #[error(
        "the host license belongs to another machine: activate the host on this one with `muster host activate`; an identity that was \
         given then with --identity (MUSTER_IDENTITY) is needed at every start"
    )]
    OtherMachine,
    /// A confirmation id was not taken.
    #[error("the confirmation id cannot be used: {0}")]
    Offline(#[from] OfflineError),
    /// A list of confirmation ids was not taken.
    #[error(transparent)]
    List(#[from] ListRefusal),
    /// A file is no license file.
    #[error("{0}")]
    LicenseFile(String),
    /// There is no such job.
    #[error("there is no job {0}: `muster host job list` shows those that there are")]
    NoJob(i64),
    /// The product is none of the license pack.
    #[error("the license pack has no product {0}")]
    NoProduct(ActivationId),
    /// A host key is for hosts.
    #[error("this is a host key (CSVLK): machines take a setup key or a MAK")]
    HostKeyForMachines,
    /// None of the chosen machines has an agent that has announced its keys.
    #[error(
        "none of these machines has an agent that names this host: see [managed] in client.toml, and \
         `muster host job machines`"
    )]
    NoAgent,
    /// No confirmation id of the hardware of any of the chosen machines is stored.
    #[error(
        "no confirmation id is stored that activated the hardware of these machines: begin a proxy activation, \
         `muster host job proxy-activate`"
    )]
    NoConfirmation,
    /// A job has a limit.
    #[error("{found} machines are more than one job takes ({most}): choose fewer")]
    ManyMachines {
        /// How many were chosen.
        found: usize,
        /// How many a job takes.
        most: usize,
    },
    /// The key that a machine announced takes nothing.
    #[error("the product key cannot be sealed to {0}: release the machine, it will announce its keys again")]
    Unsealed(String),
    /// There is no such machine.
    #[error("no machine '{0}' has ever asked: `muster host machines` shows those that have")]
    NoMachine(String),
    /// Several machines call themselves by one name, and whose each is the host cannot know.
    #[error(
        "{found} machines call themselves '{name}': {}; compare the key with `muster client machine-key` on the machine, and name it by \
         its id",
        namesakes(machines)
    )]
    SeveralMachines {
        /// The name.
        name: String,
        /// How many have it.
        found: usize,
        /// The first of them, each with the thumbprint of its key; none if no agent has announced one.
        machines: Vec<(Cmid, Option<String>)>,
    },
    /// A product key is sealed to the machines that were shown, and these are others or have other keys.
    #[error("these are not the machines and keys that were shown before: look at them again, and repeat")]
    OtherMachines,
    /// The thread that writes to the store has ended.
    #[error("the host's writer has ended: start the host again, and report what it printed before")]
    WriterEnded,
    /// Another process serves from the same directory.
    #[error("a host is running in {0}: stop it first")]
    Running(String),
    /// A backup would lie in what it is a backup of.
    #[error("{0} is in the host's own directory: back the host up elsewhere")]
    OwnFolder(String),
    /// The backup does not hold together.
    #[error("the backup in {folder} is not usable: {problem}")]
    Backup {
        /// Where it is.
        folder: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The store does not open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The console's accounts cannot be read.
    #[cfg(feature = "console")]
    #[error(transparent)]
    Console(#[from] ConsoleError),
    /// The listener cannot start.
    #[error("{0}")]
    Listen(#[from] std::io::Error),
    /// TLS is not possible.
    #[error(transparent)]
    Tls(#[from] TlsError),
}

/// Each id with its key, as `muster host job machines` shows them.
fn namesakes(machines: &[(Cmid, Option<String>)]) -> String {
    let shown = |(cmid, key): &(Cmid, Option<String>)| match key {
        Some(key) => format!("{cmid} (key {key})"),
        None => format!("{cmid} (no agent)"),
    };
    machines.iter().map(shown).collect::<Vec<_>>().join(", ")
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
            Self::NoHostKey => code::KEY_TYPE,
            Self::NoProductKey => code::KEY_NOT_INSTALLED,
            Self::OtherMachine => code::HARDWARE_OUT_OF_TOLERANCE,
            Self::Offline(error) => error.code(),
            Self::List(refusal) => refusal.code(),
            Self::LicenseFile(_) => code::INVALID_DATA,
            Self::HostKeyForMachines => code::KEY_TYPE,
            Self::NoMachine(_) | Self::NoJob(_) => code::FILE_NOT_FOUND,
            Self::NoProduct(_) => code::PRODUCT_NOT_INSTALLED,
            Self::Unsealed(_) => code::STATE_DAMAGED,
            Self::Backup { .. } => code::STATE_DAMAGED,
            Self::Store(error) => error.code(),
            #[cfg(feature = "console")]
            Self::Console(error) => error.code,
            Self::Open(OpenError::File(error)) => error.code(),
            Self::Open(_) => code::SERVER_DATABASE_ERROR,
            Self::WriterEnded | Self::Seal(_) => code::UNEXPECTED,
            Self::Running(_) => code::SERVER_BUSY,
            Self::NoAgent
            | Self::NoConfirmation
            | Self::ManyMachines { .. }
            | Self::SeveralMachines { .. }
            | Self::OtherMachines => code::INVALID_ARGUMENT,
            Self::Exists(_) | Self::OwnFolder(_) | Self::Config { .. } | Self::Listen(_) | Self::Tls(_) => {
                code::INVALID_ARGUMENT
            }
        }
    }
}
