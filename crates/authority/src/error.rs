//! What can go wrong at the authority. A refusal with a documented code is an answer, not one of these.

use crate::pack_source::SourceError;
pub use crate::store::error::StoreError;
#[cfg(feature = "console")]
use muster_console::ConsoleError;
use muster_core::{
    code::{self, Code},
    keys::product_key::KeyClaim,
    lang::Text,
    pack::Pack,
    sentence,
    sentence::Sentence,
};
use muster_platform::files::FileError;
#[cfg(feature = "postgres")]
use muster_server::postgres::PostgresError;
use muster_server::{audit_chain::ChainBreak, sqlite::OpenError};
use muster_trust::{jwk::BadKey, jws::SealError};

/// A fault of the authority.
#[derive(Debug, thiserror::Error)]
pub enum AuthorityError {
    /// There is one already.
    Exists(String),
    /// There is none.
    Missing(String),
    /// A file cannot be read or written.
    File(#[from] FileError),
    /// A file holds something else.
    Damaged(Text),
    /// The sealed root key does not open.
    Passphrase,
    /// The database is gone, and with it every key, slot and pack version that was given out.
    StoreMissing(String),
    /// The database is behind what was issued from this folder.
    StoreOld(String),
    /// `authority.toml` is wrong.
    Config(Sentence),
    /// The database is in use.
    StoreNotEmpty,
    /// The database holds nothing.
    DatabaseEmpty,
    /// The database is that of another root key.
    OtherDatabase,
    /// The store is in a database already.
    AlreadyMoved,
    /// The database holds everything, and nothing says so.
    DatabaseUnnamed(Sentence, String),
    /// What was moved is not what was there.
    Mismatch(&'static str),
    /// The audit log is broken.
    AuditBroken(#[from] ChainBreak),
    /// Another authority of the database has begun an epoch.
    EpochEnded,
    /// The next license packs do not name the root key of this folder.
    RootDropped,
    /// The operators' pages cannot be started.
    Console(std::io::Error),
    /// What the operators' pages keep cannot be read or written.
    #[cfg(feature = "console")]
    ConsoleStore(#[from] ConsoleError),
    /// A backup or a restored authority would lie in what it is made from.
    OwnFolder(String),
    /// There is something already where a new folder is to be made.
    NotNew(String),
    /// The backup does not hold together.
    Backup {
        /// Where it is.
        folder: String,
        /// What is wrong.
        problem: Sentence,
    },
    /// Every epoch that a serial can name was used.
    Epochs,
    /// A new passphrase is too short.
    PassphraseShort(usize),
    /// The root key is none.
    RootKey(BadKey),
    /// The store failed.
    Store(#[from] StoreError),
    /// A document could not be encoded.
    Encode(#[from] serde_json::Error),
    /// The description of a pack is wrong.
    Source(#[from] SourceError),
    /// The signed pack would not be accepted.
    Pack(#[from] muster_trust::error::ChainError),
    /// There is no pack yet.
    NoPack,
    /// Nothing is activated by the newest pack any more, so nothing is issued under it.
    PackEnded {
        /// Its version.
        version: u32,
        /// When it ended, RFC 3339.
        until: String,
    },
    /// The pack has no such key group.
    NoGroup(u16, String),
    /// The pack has no such product.
    NoProduct(muster_core::id::ActivationId, String),
    /// A host key is for no machine that asks.
    KeyOfHost(String),
    /// The anchors of an issuance license are none.
    Anchors,
    /// The authority has no such version.
    NoSuchPack(u32),
    /// No key has this customer.
    #[cfg(feature = "console")]
    NoCustomer(String),
    /// Somebody else has changed the same at the same time.
    #[cfg(feature = "console")]
    ChangedMeanwhile(String),
    /// No license names such a holder.
    NoHolder(muster_core::id::HostId),
    /// The license of this holder was never revoked.
    NotRevoked(muster_core::id::HostId),
    /// The limit of a key cannot be raised so far.
    Ceiling {
        /// The limit that was asked for.
        to: u32,
        /// The highest possible.
        ceiling: u32,
    },
    /// A key group has no more keys.
    Serials {
        /// The group.
        group: u16,
        /// Keys that can still be issued.
        left: u32,
    },
    /// A key has no more slots.
    Slots(u16),
    /// A slot was not sealed.
    SealSlot(#[from] muster_trust::sealed_slots::SealSlotError),
    /// Some have not followed a change of the root key.
    Lagging(Vec<String>),
    /// The root key is not changed in this order.
    Rotation(Text),
    /// Another process switched to a root key that another passphrase opens.
    RootSwitched,
    /// The hardware security module says no.
    Hsm(Sentence),
    /// A document was not signed.
    Seal(#[from] SealError),
    /// The root key is there no more.
    Sign(#[from] muster_trust::jwk::SignError),
    /// The signer was asked for what it does not take.
    SignerRequest(Text),
    /// No request that this version of the signer knows.
    SignerUnknown,
    /// Whoever asks may not ask for this.
    SignerDenied,
    /// A request is longer than a signer reads.
    SignerLine(usize),
    /// What a signer answered that refuses.
    SignerRefused(Code, String),
    /// There is no signer now.
    SignerAway {
        /// Where it was asked.
        socket: String,
        /// Why there was no answer.
        error: std::io::Error,
    },
    /// The signer is that of another authority.
    SignerOther,
    /// The sealed root key can be replaced by another account.
    SignerFolder(String),
    /// The sealed root key is elsewhere.
    NoSealedRoot(String),
    /// The root key signs no such documents.
    NotSigned,
    /// A document says what this Muster does not know.
    NotUnderstood(&'static str),
    /// A document would have hosts and clients trust a key that was not made beside the sealed root key.
    RootUnknown,
    /// The root key was switched between preparing a document and signing it.
    OtherRoot,
    /// The signer answers something else than it was asked.
    SignerAnswer,
    /// This key was never issued here.
    NoKey(Sentence),
    /// A name is that of several keys.
    SeveralKeys {
        /// The name.
        name: String,
        /// The keys.
        keys: Vec<String>,
    },
    /// A product key was named whole, where others can read it.
    WholeKey,
    /// A setup key activates no computer.
    NoLimit(String),
    /// There is no block to lift.
    NotBlocked(String),
    /// An edit changes nothing.
    NoDetail,
    /// Features that a key cannot have.
    Features(#[from] muster_core::features::FeatureError),
    /// A key that lasts no days, has two ends, or has ended before it is issued.
    KeyDays,
    /// No license is signed ahead of time for a key that has ended.
    KeyEnded(String),
    /// What is to be written beside a key is no line.
    Detail {
        /// Which field.
        field: Text,
        /// What is wrong.
        problem: Text,
    },
}

impl From<OpenError> for AuthorityError {
    fn from(error: OpenError) -> Self {
        Self::Store(error.into())
    }
}

#[cfg(feature = "postgres")]
impl From<PostgresError> for AuthorityError {
    fn from(error: PostgresError) -> Self {
        Self::Store(error.into())
    }
}

impl AuthorityError {
    /// A key that was never issued here.
    pub(crate) fn no_key(claim: &KeyClaim) -> Self {
        Self::NoKey(Sentence::foreign(claim.masked()))
    }

    /// A key that activates nothing, whether it was issued or not.
    pub(crate) fn not_in_use(claim: &KeyClaim) -> Self {
        Self::NoKey(sentence!(
            "{key} is blocked or was never issued",
            "{key} はブロックされているか、発行されていません",
            key = claim.masked()
        ))
    }

    pub(crate) fn no_group(pack: &Pack, group: u16) -> Self {
        let numbers: Vec<String> = pack.groups.iter().map(|group| group.number.to_string()).collect();
        Self::NoGroup(group, numbers.join(", "))
    }

    /// Whether asking again later may help, without anybody changing anything here.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self, Self::SignerAway { .. } | Self::OtherRoot | Self::SignerRefused(code::INVALID_STATE, _))
    }

    /// The documented code.
    pub fn code(&self) -> Code {
        match self {
            Self::File(error) => error.code(),
            Self::Console(_) => code::INVALID_ARGUMENT,
            #[cfg(feature = "console")]
            Self::ConsoleStore(error) => error.code,
            Self::DatabaseEmpty | Self::OtherDatabase | Self::Mismatch(_) | Self::AuditBroken(_) => code::STATE_DAMAGED,
            #[cfg(feature = "console")]
            Self::ChangedMeanwhile(_) => code::INVALID_STATE,
            Self::EpochEnded
            | Self::RootDropped
            | Self::StoreNotEmpty
            | Self::AlreadyMoved
            | Self::DatabaseUnnamed(..) => code::INVALID_STATE,
            Self::Damaged(_) | Self::StoreMissing(_) | Self::StoreOld(_) | Self::Backup { .. } | Self::RootKey(_) => {
                code::STATE_DAMAGED
            }
            Self::Passphrase | Self::RootSwitched => code::WRONG_PASSPHRASE,
            Self::Store(error) => error.code(),
            Self::NoKey(_) => code::KEY_UNKNOWN,
            Self::KeyOfHost(_) => code::KEY_TYPE,
            Self::NoProduct(..) => code::PRODUCT_NOT_INSTALLED,
            Self::KeyEnded(_) => code::KEY_ENDED,
            Self::Lagging(_) | Self::OtherRoot | Self::SignerOther => code::INVALID_STATE,
            Self::PackEnded { .. } => code::PACK_VERSION,
            Self::NoPack => code::LICENSE_FILE_NOT_INSTALLED,
            Self::Ceiling { .. } => code::MAK_CEILING_EXCEEDED,
            Self::Hsm(_) | Self::Sign(_) | Self::Seal(SealError::Sign(_)) => code::HSM_NOT_READY,
            Self::NotSigned | Self::RootUnknown => code::NOT_ALLOWED,
            Self::SignerDenied | Self::NoSealedRoot(_) | Self::SignerFolder(_) => code::ACCESS_DENIED,
            Self::SignerUnknown => code::NOT_SUPPORTED,
            Self::SignerRefused(code, _) => *code,
            Self::SignerAway { .. } => code::SIGNER_UNAVAILABLE,
            Self::SignerRequest(_) | Self::SignerLine(_) | Self::NotUnderstood(_) => code::INVALID_DATA,
            Self::Encode(_) | Self::Seal(_) | Self::SignerAnswer => code::UNEXPECTED,
            _ => code::INVALID_ARGUMENT,
        }
    }
}
