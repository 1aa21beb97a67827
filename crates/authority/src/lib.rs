//! The vendor's authority: signs license packs, issues product keys, activates hosts.
//!
//! It prepares, records, then signs what it recorded, and nothing else. It never imports the host.

mod api;
mod error;
mod issue;
mod keys;
mod packs;
mod root;
mod store;

pub use api::router;
pub use error::AuthorityError;
pub use keys::IssuedKey;

use keys::KeySecret;
use muster_service::files;
use muster_wire::jwk::{Jwk, PublicKey, SigningKey};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use store::Store;

const ROOT_PUBLIC: &str = "root.jwk";
const ROOT_SEALED: &str = "root.sealed.json";
const KEY_SECRET: &str = "key-secret.txt";
const STORE: &str = "authority.db";

/// An authority that is open for work: the passphrase was right.
pub struct Authority {
    directory: PathBuf,
    root: Arc<SigningKey>,
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

impl Authority {
    /// Makes a new authority in `directory`, its root key sealed with `passphrase`. An existing one is never overwritten.
    pub fn init(directory: &Path, passphrase: &str, secrets: &NewSecrets) -> Result<Self, AuthorityError> {
        let sealed = directory.join(ROOT_SEALED);
        if sealed.exists() {
            return Err(AuthorityError::Exists(directory.display().to_string()));
        }
        files::make_directory(directory)?;
        let root = Arc::new(SigningKey::from_seed(secrets.root).map_err(AuthorityError::RootKey)?);
        let public = serde_json::to_string_pretty(&Jwk::from(root.public()))?;
        files::write_secret(&directory.join(KEY_SECRET), &keys::to_text(&secrets.key_secret))?;
        files::write_public(&directory.join(ROOT_PUBLIC), &public)?;
        let store = Mutex::new(Store::open(&directory.join(STORE))?);
        let secret = KeySecret::new(&secrets.key_secret);
        // Last, for it is what makes the directory an authority.
        files::write_secret(&sealed, &root::seal(&root, passphrase, &secrets.seal)?)?;
        Ok(Self { directory: directory.to_owned(), root, secret, store })
    }

    /// Opens the authority in `directory`.
    pub fn open(directory: &Path, passphrase: &str) -> Result<Self, AuthorityError> {
        let sealed = files::read(&directory.join(ROOT_SEALED)).map_err(|error| {
            if error.is_not_found() { AuthorityError::Missing(directory.display().to_string()) } else { error.into() }
        })?;
        let secret = KeySecret::from_text(&files::read(&directory.join(KEY_SECRET))?)?;
        let root = Arc::new(root::unseal(&sealed, passphrase)?);
        let store = Mutex::new(Store::open(&directory.join(STORE))?);
        Ok(Self { directory: directory.to_owned(), root, secret, store })
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
