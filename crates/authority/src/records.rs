//! The records of an authority without its root key: whoever may read its directory lists what was issued. Nothing here makes a
//! key, signs or changes anything.

use crate::{
    audit_entry::AuditEntry,
    authority::{is_authority, open_store, public_root},
    backup::{self, LastRestore},
    computers::{self, ActivatedComputer},
    error::AuthorityError,
    issued_key::IssuedKey,
    product_keys,
    store::Store,
};
use muster_core::lang::Text;
use muster_platform::state_folder;
use muster_server::audit_chain::{ChainBreak, ChainHead, ChainVerifier, ChainedEntry};
use std::path::Path;

/// What an authority has issued.
pub struct Records(Store);

impl Records {
    /// Opens the records of the authority in `directory`. No passphrase is asked for.
    pub fn open(directory: &Path) -> Result<Self, AuthorityError> {
        state_folder::check(directory)?;
        if !is_authority(directory) {
            return Err(AuthorityError::Missing(directory.display().to_string()));
        }
        Ok(Self(open_store(directory, || public_root(directory))?))
    }

    #[cfg(feature = "console")]
    pub(crate) fn store(&self) -> &Store {
        &self.0
    }

    /// Every key that was issued.
    pub fn keys(&self) -> Result<Vec<IssuedKey>, AuthorityError> {
        product_keys::list(&self.0)
    }

    /// The last restore, if the authority was ever restored.
    pub fn last_restore(&self) -> Result<Option<LastRestore>, AuthorityError> {
        self.0.read(backup::last_restore)
    }

    /// Every computer that was activated, by key.
    pub fn computers(&self) -> Result<Vec<ActivatedComputer>, AuthorityError> {
        computers::list(&self.0)
    }

    /// Goes through the audit log, oldest first.
    pub fn each_audit_entry(&self, mut take: impl FnMut(&AuditEntry, &ChainedEntry)) -> Result<(), AuthorityError> {
        self.0.read(|tx| {
            tx.each_audit(|stored| {
                let damaged = |_| {
                    AuthorityError::Damaged(Text {
                        en: "the audit log (`muster authority audit verify` names the place)",
                        ja: "監査ログ (場所は `muster authority audit verify` で確認できます) ",
                    })
                };
                take(&stored.entry().map_err(damaged)?, &stored);
                Ok(())
            })
        })
    }

    /// Verifies the chain of the audit log; the error is the first break in it. A hash that was `noted` earlier has to be in it.
    pub fn verify_audit(&self, noted: Option<&str>) -> Result<Result<ChainHead, ChainBreak>, AuthorityError> {
        let mut verifier = ChainVerifier::new(noted);
        self.0.read(|tx| {
            tx.each_audit(|stored| {
                verifier.take::<AuditEntry>(&stored);
                Ok(())
            })
        })?;
        Ok(verifier.finish())
    }
}
