//! The authority: its directory, its open root key and its store.

use crate::{
    error::AuthorityError,
    high_water::HighWater,
    metrics::Metrics,
    pack_cache::PackCache,
    root::{self, NewSecrets, RootPlace},
    root_signer::RootSigner,
    secrets::Secrets,
    signer::socket::SignerSocket,
    store::{Store, StoreTransaction},
    store_place,
};
use muster_core::{authority::audit_budget::AuditBudget, keys::serial::Epoch};
use muster_platform::{entropy, files, state_folder};
use muster_proto::jwk::Jwk;
use muster_trust::jwk::PublicKey;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

pub(crate) const ROOT_PUBLIC: &str = "root.jwk";
pub(crate) const ROOT_SEALED: &str = "root.sealed.json";
pub(crate) const ROOT_NEXT: &str = "root.next.sealed.json";
/// Beside the authority's folder, where the sealed root key lies in one of another account.
const SIGNER: &str = "signer";
/// Who acts if nobody is named.
const LOCAL: &str = "local";

/// An authority whose root key is open. Clones share everything but whom they act for.
#[derive(Clone)]
pub struct Authority {
    pub(crate) directory: PathBuf,
    pub(crate) secrets: Arc<Secrets>,
    pub(crate) store: Arc<Store>,
    pub(crate) packs: Arc<PackCache>,
    pub(crate) audit_budget: Arc<Mutex<AuditBudget>>,
    /// What all that serve it tell Prometheus, and its console shows.
    pub(crate) metrics: Arc<Metrics>,
    /// Whom it acts for: what the audit log names.
    pub(crate) by: Arc<str>,
}

impl Authority {
    /// Creates an authority in `directory`. `passphrase` seals its root key, or is the PIN of the module that holds it. An
    /// existing authority is never overwritten.
    pub fn init(
        directory: &Path,
        place: &RootPlace,
        passphrase: &str,
        secrets: &NewSecrets,
    ) -> Result<Self, AuthorityError> {
        let sealed = directory.join(ROOT_SEALED);
        state_folder::check(directory)?;
        if sealed_folder(directory).join(ROOT_SEALED).exists() || has_store(directory)? {
            return Err(AuthorityError::Exists(directory.display().to_string()));
        }
        files::make_directory(directory)?;
        let (root, text) = root::create(place, passphrase, secrets, &secrets.key_secret)?;
        let jwk = Jwk::from(root.public());
        files::write_public(&directory.join(ROOT_PUBLIC), &serde_json::to_string_pretty(&jwk)?)?;
        let store = Arc::new(store_place::open(directory)?);
        if !store.read(|tx| tx.roots())?.is_empty() {
            return Err(AuthorityError::StoreNotEmpty);
        }
        // Written last: the directory is an authority from here on.
        files::write_secret(&sealed, &text)?;
        let root = RootSigner::new(&sealed, passphrase, text, root);
        Self::of(directory, Secrets::opened(root, secrets.key_secret.clone(), epochs(&store)?), store)
    }

    /// Opens the authority in `directory`, whose root key a signer holds that answers on `socket`. It may be away: then what it is needed
    /// for fails until it is there.
    ///
    /// # Errors
    /// If the signer is that of another authority, or where systems have no such sockets.
    pub fn connect(directory: &Path, socket: &Path) -> Result<Self, AuthorityError> {
        state_folder::check(directory)?;
        let public = public_root(directory).map_err(|error| match error {
            AuthorityError::File(error) if error.is_not_found() => {
                AuthorityError::Missing(directory.display().to_string())
            }
            error => error,
        })?;
        let signer = SignerSocket::new(socket)?;
        let store = Arc::new(open_store(directory, || Ok(public))?);
        let (epochs, known) = (epochs(&store)?, store.clone());
        let is_own = move |root: &PublicKey| match check_database(&known, root) {
            Err(AuthorityError::OtherDatabase) => Ok(false),
            checked => checked.map(|()| true),
        };
        let authority = Self::of(directory, Secrets::held(signer, public, epochs, Box::new(is_own)), store)?;
        match authority.secrets.root() {
            Err(error @ AuthorityError::SignerOther) => return Err(error),
            Err(error) => tracing::info!(code = %error.code(), %error, "the signer does not answer yet"),
            Ok(_) => {}
        }
        Ok(authority)
    }

    /// Opens the authority in `directory`.
    pub fn open(directory: &Path, passphrase: &str) -> Result<Self, AuthorityError> {
        state_folder::check(directory)?;
        let (root, secret) =
            RootSigner::open(&sealed_folder(directory).join(ROOT_SEALED), passphrase).map_err(|error| match error {
                AuthorityError::File(error) if error.is_not_found() => {
                    let missing =
                        if is_authority(directory) { AuthorityError::NoSealedRoot } else { AuthorityError::Missing };
                    missing(directory.display().to_string())
                }
                error => error,
            })?;
        let store = Arc::new(open_store(directory, || Ok(root.public()))?);
        Self::of(directory, Secrets::opened(root, secret, epochs(&store)?), store)
    }

    /// Records the first root key, so that later ones can be told from it.
    fn of(directory: &Path, secrets: Secrets, store: Arc<Store>) -> Result<Self, AuthorityError> {
        let jwk = serde_json::to_string(&Jwk::from(secrets.last_root()))?;
        store.write(|tx| if tx.roots()?.is_empty() { tx.add_root(&jwk) } else { Ok(()) })?;
        Ok(Self {
            directory: directory.to_owned(),
            secrets: Arc::new(secrets),
            store,
            packs: Arc::default(),
            audit_budget: Arc::default(),
            metrics: Arc::new(Metrics::new()),
            by: LOCAL.into(),
        })
    }

    /// The root key that signed last, or was there when the authority was opened.
    pub fn root(&self) -> PublicKey {
        self.secrets.last_root()
    }

    /// The file of the public root key.
    pub fn root_file(&self) -> PathBuf {
        self.directory.join(ROOT_PUBLIC)
    }

    pub(crate) fn store(&self) -> &Store {
        &self.store
    }

    /// Runs `work`, which issues something, as one transaction, and raises the mark. What was issued stays issued if that fails:
    /// the mark is raised by the next issue.
    pub(crate) fn issue<T>(
        &self,
        work: impl FnOnce(&StoreTransaction<'_>) -> Result<T, AuthorityError>,
    ) -> Result<T, AuthorityError> {
        let (done, mark) = self.store().write(|tx| {
            let (done, mark) = (work(tx)?, HighWater::of(tx)?);
            // Another authority of the database was restored: what is issued in the epoch before may have been issued already.
            if mark.is_of(self.secrets.epoch()?) { Ok((done, mark)) } else { Err(AuthorityError::EpochEnded) }
        })?;
        if let Err(error) = mark.write(&self.directory) {
            tracing::warn!(%error, "cannot record how much was issued");
        }
        Ok(done)
    }
}

/// The store of the authority whose root key is `root`, if it is not behind what was issued from its folder.
pub(crate) fn open_store(
    directory: &Path,
    root: impl FnOnce() -> Result<PublicKey, AuthorityError>,
) -> Result<Store, AuthorityError> {
    let mark = HighWater::read(directory)?;
    let store = store_place::open_existing(directory)?;
    // Before the mark: that of another authority, or of none, is no old copy.
    if store.is_shared() {
        check_database(&store, &root()?)?;
    }
    let Some(mark) = mark else { return Ok(store) };
    let reached = store.read(|tx| {
        // Another authority of the database was restored since, and this one issues in the epoch that began then.
        let followed = store.is_shared()
            && tx.epochs()?.split_last().is_some_and(|(_, ended)| ended.iter().any(|epoch| mark.is_of(epoch)));
        Ok(followed || mark.is_reached(HighWater::of(tx)?))
    })?;
    if reached { Ok(store) } else { Err(AuthorityError::StoreOld(directory.display().to_string())) }
}

/// Whether a folder is that of an authority, whoever holds its root key.
pub(crate) fn is_authority(directory: &Path) -> bool {
    [ROOT_SEALED, ROOT_PUBLIC].iter().any(|name| directory.join(name).exists())
}

/// Where the sealed root key lies: in the folder `signer` beside the authority's, where that holds one, else in the authority's.
pub(crate) fn sealed_folder(directory: &Path) -> PathBuf {
    let own = directory.with_file_name(SIGNER);
    if own.join(ROOT_SEALED).exists() { own } else { directory.to_owned() }
}

/// Whether a folder has the store of an authority whose sealed root key was moved. One whose making was cut off has no root key in it.
fn has_store(directory: &Path) -> Result<bool, AuthorityError> {
    Ok(directory.join(ROOT_PUBLIC).exists() && !store_place::open(directory)?.read(|tx| tx.roots())?.is_empty())
}

/// The root key that a folder names without a passphrase.
pub(crate) fn public_root(directory: &Path) -> Result<PublicKey, AuthorityError> {
    state_folder::read(&directory.join(ROOT_PUBLIC))?.parse().map_err(AuthorityError::RootKey)
}

/// Fails unless a database is that of the authority whose root key this is.
pub(crate) fn check_database(store: &Store, root: &PublicKey) -> Result<(), AuthorityError> {
    let roots = store.read(|tx| tx.roots())?;
    if roots.is_empty() {
        return Err(AuthorityError::DatabaseEmpty);
    }
    let own = roots.iter().any(|(text, _)| text.parse::<PublicKey>().is_ok_and(|known| known == *root));
    if own { Ok(()) } else { Err(AuthorityError::OtherDatabase) }
}

/// The epochs of the store, oldest first. A new store gets its first one.
fn epochs(store: &Store) -> Result<Vec<Epoch>, AuthorityError> {
    store.write(|tx| {
        if tx.epochs()?.is_empty() {
            tx.add_epoch(&Epoch { tag: 0, random: entropy::bytes() })?;
        }
        tx.epochs()
    })
}
