//! The root key that signs. Another process may switch to the next one at any time: the next signature is made with that.

use crate::{
    error::AuthorityError,
    root::{self, OpenRoot, SecretBytes},
};
use muster_platform::state_folder;
use muster_trust::jwk::{PublicKey, Sign};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use zeroize::Zeroizing;

/// The open root key, and the file that names it.
pub(crate) struct RootSigner {
    file: PathBuf,
    passphrase: Zeroizing<String>,
    loaded: Mutex<LoadedRoot>,
}

/// A root key with the text of the file that it was opened by.
struct LoadedRoot {
    text: String,
    key: Arc<dyn Sign>,
}

impl RootSigner {
    /// Opens the root key that `file` names, and the secret that lies beside it.
    pub(crate) fn open(file: &Path, passphrase: &str) -> Result<(Self, SecretBytes), AuthorityError> {
        let text = state_folder::read(file)?;
        let OpenRoot { key, secret } = root::open(&text, passphrase)?;
        Ok((Self::new(file, passphrase, text, key), secret))
    }

    /// The root key that was made and written to `file` as `text`.
    pub(crate) fn new(file: &Path, passphrase: &str, text: String, key: Arc<dyn Sign>) -> Self {
        let loaded = Mutex::new(LoadedRoot { text, key });
        Self { file: file.to_owned(), passphrase: Zeroizing::new(passphrase.to_owned()), loaded }
    }

    /// The key that signs now. A small file is read each time; the key in it is opened once.
    pub(crate) fn current(&self) -> Result<Arc<dyn Sign>, AuthorityError> {
        let mut loaded = self.loaded();
        let text = state_folder::read(&self.file)?;
        if text != loaded.text {
            let OpenRoot { key, .. } = root::open(&text, &self.passphrase).map_err(|error| match error {
                AuthorityError::Passphrase => AuthorityError::RootSwitched,
                error => error,
            })?;
            tracing::info!(
                root_key = key.public().thumbprint(),
                "the root key was switched: this one signs from now on"
            );
            *loaded = LoadedRoot { text, key };
        }
        Ok(loaded.key.clone())
    }

    /// The key that was written to the file as `text` signs from now on.
    pub(crate) fn replace(&self, text: &str, key: &Arc<dyn Sign>) {
        *self.loaded() = LoadedRoot { text: text.to_owned(), key: key.clone() };
    }

    /// The key that signed last.
    pub(crate) fn public(&self) -> PublicKey {
        self.loaded().key.public()
    }

    fn loaded(&self) -> MutexGuard<'_, LoadedRoot> {
        self.loaded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
