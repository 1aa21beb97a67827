//! The records of an authority without its root key: whoever may read its directory lists what was issued. Nothing here makes a
//! key, signs or changes anything.

use crate::{
    authority::{ROOT_SEALED, open_store},
    backup::{self, LastRestore},
    computers::{self, ActivatedComputer},
    error::AuthorityError,
    issued_key::IssuedKey,
    product_keys,
    store::Store,
};
use muster_platform::state_folder;
use std::path::Path;

/// What an authority has issued.
pub struct Records(Store);

impl Records {
    /// Opens the records of the authority in `directory`. No passphrase is asked for.
    pub fn open(directory: &Path) -> Result<Self, AuthorityError> {
        state_folder::check(directory)?;
        if !directory.join(ROOT_SEALED).exists() {
            return Err(AuthorityError::Missing(directory.display().to_string()));
        }
        Ok(Self(open_store(directory)?))
    }

    /// Every key that was issued.
    pub fn keys(&self) -> Result<Vec<IssuedKey>, AuthorityError> {
        product_keys::list(&self.0)
    }

    /// The last restore, if the authority was ever restored.
    pub fn last_restore(&self) -> Result<Option<LastRestore>, AuthorityError> {
        backup::last_restore(&self.0)
    }

    /// Every computer that was activated, by key.
    pub fn computers(&self) -> Result<Vec<ActivatedComputer>, AuthorityError> {
        computers::list(&self.0)
    }
}
