//! The vendor's authority: signs license packs, issues product keys, activates hosts.
//!
//! It prepares, records, then signs what it recorded, and nothing else. It never imports the host.

mod computers;
mod error;
mod hsm;
mod http;
mod issuance;
mod issue;
mod keys;
pub mod pack_source;
mod packs;
mod phone_activation;
mod root;
mod rotation;
mod store;

pub use computers::ActivatedComputer;
pub use error::AuthorityError;
pub use hsm::HsmPlace;
pub use http::router;
pub use issuance::IssuanceTerms;
pub use keys::{IssuedKey, KeyOrder};
pub use root::RootPlace;
pub use rotation::RootKey;

use keys::KeySecret;
use muster_platform::{entropy, files};
use muster_proto::jwk::Jwk;
use muster_trust::jwk::{PublicKey, Sign};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use store::Store;

const ROOT_PUBLIC: &str = "root.jwk";
const ROOT_SEALED: &str = "root.sealed.json";
const ROOT_NEXT: &str = "root.next.sealed.json";
const KEY_SECRET: &str = "key-secret.txt";
const STORE: &str = "authority.db";

/// An authority that is open for work: the passphrase was right.
pub struct Authority {
    directory: PathBuf,
    root: Arc<dyn Sign>,
    secret: KeySecret,
    store: Mutex<Store>,
}

/// Random bytes for a new authority.
pub struct NewSecrets {
    /// Seed of the root key.
    pub root: [u8; 32],
    /// Secret of the product keys' MAC.
    pub key_secret: [u8; 32],
    /// Salt and nonce that seal the root key.
    pub seal: root::SealEntropy,
}

impl NewSecrets {
    /// Random bytes of the system.
    pub fn random() -> Self {
        Self {
            root: entropy::bytes(),
            key_secret: entropy::bytes(),
            seal: SealEntropy { salt: entropy::bytes(), nonce: entropy::bytes() },
        }
    }
}

impl Authority {
    /// Makes a new authority in `directory`. `passphrase` seals its root key, or is the PIN of the module that holds it. An
    /// existing authority is never overwritten.
    pub fn init(
        directory: &Path,
        place: &RootPlace,
        passphrase: &str,
        secrets: &NewSecrets,
    ) -> Result<Self, AuthorityError> {
        let sealed = directory.join(ROOT_SEALED);
        if sealed.exists() {
            return Err(AuthorityError::Exists(directory.display().to_string()));
        }
        files::make_directory(directory)?;
        let (root, text) = root::create(place, passphrase, secrets)?;
        let jwk = Jwk::from(root.public());
        files::write_secret(&directory.join(KEY_SECRET), &keys::to_text(&secrets.key_secret))?;
        files::write_public(&directory.join(ROOT_PUBLIC), &serde_json::to_string_pretty(&jwk)?)?;
        let store = Mutex::new(Store::open(&directory.join(STORE))?);
        let secret = KeySecret::new(&secrets.key_secret);
        // Last, for it is what makes the directory an authority.
        files::write_secret(&sealed, &text)?;
        Self { directory: directory.to_owned(), root, secret, store }.with_own_root()
    }

    /// Opens the authority in `directory`.
    pub fn open(directory: &Path, passphrase: &str) -> Result<Self, AuthorityError> {
        let sealed = files::read(&directory.join(ROOT_SEALED)).map_err(|error| {
            if error.is_not_found() { AuthorityError::Missing(directory.display().to_string()) } else { error.into() }
        })?;
        let secret = KeySecret::from_text(&files::read(&directory.join(KEY_SECRET))?)?;
        let root = root::open(&sealed, passphrase)?;
        let store = Mutex::new(Store::open(&directory.join(STORE))?);
        Self { directory: directory.to_owned(), root, secret, store }.with_own_root()
    }

    /// The first root key is recorded, so that later ones can be told from it.
    fn with_own_root(self) -> Result<Self, AuthorityError> {
        let jwk = serde_json::to_string(&Jwk::from(self.root()))?;
        self.store().write(|tx| if tx.roots()?.is_empty() { tx.add_root(&jwk) } else { Ok(()) })?;
        Ok(self)
    }

    /// The root key that hosts and clients are installed with.
    pub fn root(&self) -> PublicKey {
        self.root.public()
    }

    /// The file that holds it.
    pub fn root_file(&self) -> PathBuf {
        self.directory.join(ROOT_PUBLIC)
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        // A panic left no transaction open: dropping one rolls it back.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub use root::SealEntropy;
