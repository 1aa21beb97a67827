//! What can go wrong at the authority. A refusal with a documented code is an answer, not one of these.

use crate::pack_source::SourceError;
pub use crate::store::error::StoreError;
#[cfg(feature = "console")]
use muster_console::ConsoleError;
use muster_core::{
    code::{self, Code},
    pack::Pack,
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
    #[error("{0} already holds an authority: choose another directory")]
    Exists(String),
    /// There is none.
    #[error("{0} holds no authority: make one with `muster authority init`")]
    Missing(String),
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// A file holds something else.
    #[error("{0} is damaged: restore it from a backup")]
    Damaged(&'static str),
    /// The sealed root key does not open.
    #[error("the passphrase does not open the root key")]
    Passphrase,
    /// The database is gone, and with it every key, slot and pack version that was given out.
    #[error(
        "{0} is missing beside a root key: move the folder away and restore a backup with `muster authority restore --from DIR`; a new database would give the same pack versions out again"
    )]
    StoreMissing(String),
    /// The database is behind what was issued from this folder.
    #[error(
        "the database in {0} is an old copy: more keys, licenses or packs were issued since. Move the folder away and restore it: `muster authority restore --from DIR`"
    )]
    StoreOld(String),
    /// `authority.toml` is wrong.
    #[error("authority.toml: {0}")]
    Config(String),
    /// The database is in use.
    #[error(
        "the database is not empty: a new authority needs an empty one. To share the one of another authority, copy its root.jwk, root.sealed.json and authority.toml into a folder of this machine"
    )]
    StoreNotEmpty,
    /// The database holds nothing.
    #[error(
        "the database holds no authority: restore it by its own tools, or move an authority into it with `muster authority migrate`"
    )]
    DatabaseEmpty,
    /// The database is that of another root key.
    #[error("the database is that of another authority: it does not know the root key of this folder")]
    OtherDatabase,
    /// The store is in a database already.
    #[error("the authority's store is in PostgreSQL already")]
    AlreadyMoved,
    /// The database holds everything, and nothing says so.
    #[error(
        "the authority is in the database now, but its folder does not say so: {0}. Add this to authority.toml, and restart the authority's service:\n{1}"
    )]
    DatabaseUnnamed(String, String),
    /// What was moved is not what was there.
    #[error("the rows of {0} are not the same in the database; nothing was moved")]
    Mismatch(&'static str),
    /// The audit log is broken.
    #[error("the audit log is not whole, and nothing was moved: {0}")]
    AuditBroken(#[from] ChainBreak),
    /// Another authority of the database has begun an epoch.
    #[error("another authority of the database was restored: restart this one")]
    EpochEnded,
    /// The next license packs do not name the root key of this folder.
    #[error(
        "the root key of this folder is trusted no more: copy root.jwk and root.sealed.json of the authority on which it was switched"
    )]
    RootDropped,
    /// The operators' pages cannot be started.
    #[error("the console cannot be started: {0}")]
    Console(std::io::Error),
    /// What the operators' pages keep cannot be read or written.
    #[cfg(feature = "console")]
    #[error(transparent)]
    ConsoleStore(#[from] ConsoleError),
    /// A backup or a restored authority would lie in what it is made from.
    #[error("{0} is in the folder that it would be a copy of: choose another")]
    OwnFolder(String),
    /// There is something already where a new folder is to be made.
    #[error("{0} is there already: name a new folder, or move it away")]
    NotNew(String),
    /// The backup does not hold together.
    #[error("{folder} is no usable backup of an authority: {problem}")]
    Backup {
        /// Where it is.
        folder: String,
        /// What is wrong.
        problem: String,
    },
    /// Every epoch that a serial can name was used.
    #[error("the authority was restored as often as its product keys can tell: make a new one")]
    Epochs,
    /// A new passphrase is too short.
    #[error("the passphrase must have at least {0} characters")]
    PassphraseShort(usize),
    /// The root key is none.
    #[error("the root key is unusable: {0}")]
    RootKey(BadKey),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A document could not be encoded.
    #[error("cannot encode: {0}")]
    Encode(#[from] serde_json::Error),
    /// The description of a pack is wrong.
    #[error("the pack description is wrong: {0}")]
    Source(#[from] SourceError),
    /// The signed pack would not be accepted.
    #[error("the pack would not be accepted: {0}")]
    Pack(#[from] muster_trust::error::ChainError),
    /// There is no pack yet.
    #[error("there is no license pack yet: sign one with `muster authority pack FILE`")]
    NoPack,
    /// Nothing is activated by the newest pack any more, so nothing is issued under it.
    #[error("license pack version {version} ended on {until}: sign the next with `muster authority pack`")]
    PackEnded {
        /// Its version.
        version: u32,
        /// When it ended, RFC 3339.
        until: String,
    },
    /// The pack has no such key group.
    #[error("the license pack has no key group {0}: its groups are {1}")]
    NoGroup(u16, String),
    /// The pack has no such product.
    #[error("the license pack has no product {0}: its products are {1}")]
    NoProduct(muster_core::id::ActivationId, String),
    /// A host key is for no machine that asks.
    #[error("{0} is a host key (CSVLK): machines take a setup key or a MAK")]
    KeyOfHost(String),
    /// The anchors of an issuance license are none.
    #[error("the file of the site's certificate authorities holds no certificate (PEM)")]
    Anchors,
    /// The authority has no such version.
    #[error("there is no version {0} of the license pack that could be withdrawn: the newest is always in use")]
    NoSuchPack(u32),
    /// No key has this customer.
    #[cfg(feature = "console")]
    #[error(
        "no key has the customer '{0}': `muster authority customer list` shows the customers, which are written as there, in capitals and small letters"
    )]
    NoCustomer(String),
    /// Somebody else has changed the same at the same time.
    #[cfg(feature = "console")]
    #[error(
        "somebody else has changed the customer '{0}' at the same time: look at it (`muster authority customer show`), and ask again"
    )]
    ChangedMeanwhile(String),
    /// No license names such a holder.
    #[error("no license was issued to {0}: `muster authority computer list` shows the holders")]
    NoHolder(muster_core::id::HostId),
    /// The license of this holder was never revoked.
    #[error("the license of {0} is not revoked: `muster authority computer list` shows those that are")]
    NotRevoked(muster_core::id::HostId),
    /// The limit of a key cannot be raised so far.
    #[error("the limit cannot be raised to {to}: the ceiling of the key is {ceiling}")]
    Ceiling {
        /// The limit that was asked for.
        to: u32,
        /// The highest possible.
        ceiling: u32,
    },
    /// A key group has no more keys.
    #[error(
        "key group {group} has {left} serial numbers left for keys of this kind: issue the keys from another group"
    )]
    Serials {
        /// The group.
        group: u16,
        /// Keys that can still be issued.
        left: u32,
    },
    /// A key has no more slots.
    #[error("the key has only {0} slots left: issue another key")]
    Slots(u16),
    /// A slot was not sealed.
    #[error(transparent)]
    SealSlot(#[from] muster_trust::sealed_slots::SealSlotError),
    /// Some have not followed a change of the root key.
    #[error("these have not followed the change of the root key yet: {}", names(.0))]
    Lagging(Vec<String>),
    /// The root key is not changed in this order.
    #[error("{0}")]
    Rotation(&'static str),
    /// Another process switched to a root key that another passphrase opens.
    #[error(
        "the root key was switched, and the passphrase that this process was started with does not open the new one: restart it"
    )]
    RootSwitched,
    /// The hardware security module says no.
    #[error("the hardware security module: {0}")]
    Hsm(String),
    /// A document was not signed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The root key is there no more.
    #[error(transparent)]
    Sign(#[from] muster_trust::jwk::SignError),
    /// The signer was asked for what it does not take.
    #[error("the signer takes {0} here")]
    SignerRequest(&'static str),
    /// No request that this version of the signer knows.
    #[error("the signer knows no such request: restart it after an update of Muster")]
    SignerUnknown,
    /// Whoever asks may not ask for this.
    #[error(
        "the signer does not answer this to your account: root and the account of the signer may ask for everything, that of the authority for licenses and confirmation ids"
    )]
    SignerDenied,
    /// A request is longer than a signer reads.
    #[error("the document is too large for the signer: at most {0} bytes with all that is around it")]
    SignerLine(usize),
    /// What a signer answered that refuses.
    #[error("refused by the signer: {1}")]
    SignerRefused(Code, String),
    /// There is no signer now.
    #[error("the signer does not answer at {socket}: {error}. Start it: muster authority signer")]
    SignerAway {
        /// Where it was asked.
        socket: String,
        /// Why there was no answer.
        error: std::io::Error,
    },
    /// The signer is that of another authority.
    #[error(
        "the signer holds the root key of another authority: compare the thumbprint that it prints at its start with `muster authority root list`"
    )]
    SignerOther,
    /// The sealed root key can be replaced by another account.
    #[error(
        "{0} belongs to another account, which could replace what the signer opens: give the folder to the account of the signer"
    )]
    SignerFolder(String),
    /// The sealed root key is elsewhere.
    #[error("{0} holds no sealed root key that this account can read: where a signer holds it, give --signer SOCKET")]
    NoSealedRoot(String),
    /// The root key signs no such documents.
    #[error("the root key signs license packs, licenses and enrolment files alone")]
    NotSigned,
    /// A document says what this Muster does not know.
    #[error("the signer does not understand all of a document of type '{0}': restart it after an update of Muster")]
    NotUnderstood(&'static str),
    /// A document would have hosts and clients trust a key that was not made beside the sealed root key.
    #[error(
        "the document names a root key that the signer does not know: was it made by `muster authority root add`? Compare `muster authority root list`"
    )]
    RootUnknown,
    /// The root key was switched between preparing a document and signing it.
    #[error("the root key was switched a moment ago: ask again")]
    OtherRoot,
    /// The signer answers something else than it was asked.
    #[error("the signer gives an answer that is none: restart it after an update of Muster")]
    SignerAnswer,
    /// This key was never issued here.
    #[error("no key of this authority: {0}")]
    NoKey(String),
    /// A name is that of several keys.
    #[error("'{name}' names more than one key: {}", names(keys))]
    SeveralKeys {
        /// The name.
        name: String,
        /// The keys.
        keys: Vec<String>,
    },
    /// A product key was named whole, where others can read it.
    #[error(
        "name the key by its last five characters or its serial (`muster authority key list`): a whole key on a command line can be read by every user of this machine"
    )]
    WholeKey,
    /// A setup key activates no computer.
    #[error("{0} is a setup key: it activates nothing and has no limit; host keys and MAKs have one")]
    NoLimit(String),
    /// There is no block to lift.
    #[error("{0} is not blocked")]
    NotBlocked(String),
    /// An edit changes nothing.
    #[error("nothing is to be changed: name a customer, an order, a note, a feature or an end")]
    NoDetail,
    /// Features that a key cannot have.
    #[error(transparent)]
    Features(#[from] muster_core::features::FeatureError),
    /// A key that lasts no days, has two ends, or has ended before it is issued.
    #[error("a key has an end that is still to come, or lasts from 1 to 3650 days from its first activation")]
    KeyDays,
    /// No license is signed ahead of time for a key that has ended.
    #[error("{0} has ended: move its end")]
    KeyEnded(String),
    /// What is to be written beside a key is no line.
    #[error("the {field} {problem}")]
    Detail {
        /// Which field.
        field: &'static str,
        /// What is wrong.
        problem: &'static str,
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

/// At most ten names, and how many more there are.
fn names(machines: &[String]) -> String {
    const NAMED_MAX: usize = 10;
    let mut text = machines.iter().take(NAMED_MAX).map(String::as_str).collect::<Vec<_>>().join(", ");
    if machines.len() > NAMED_MAX {
        text += &format!(" and {} more", machines.len() - NAMED_MAX);
    }
    text
}

impl AuthorityError {
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
