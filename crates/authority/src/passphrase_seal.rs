//! Secrets sealed with a passphrase (PBKDF2-HMAC-SHA256, AES-256-GCM): one derivation opens all of a file.

use crate::{
    aes_gcm::{self, OpenError},
    error::AuthorityError,
};
use aws_lc_rs::pbkdf2;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::lang::Text;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;
use zeroize::Zeroizing;

/// OWASP Password Storage Cheat Sheet: 600 000 rounds for PBKDF2-HMAC-SHA256.
const ROUNDS: NonZeroU32 = NonZeroU32::new(600_000).unwrap();
const ROUNDS_MAX: u32 = 100_000_000;
/// Characters that a new passphrase has at least. It is checked when a root key is made, never when one is opened.
pub const PASSPHRASE_CHARACTERS_MIN: usize = 12;
pub(crate) const DAMAGED: AuthorityError = AuthorityError::Damaged(Text {
    en: "the sealed root key (root.sealed.json)",
    ja: "封印されたルート キー (root.sealed.json) ",
});

/// Random bytes for one sealing.
pub struct SealEntropy {
    /// Salt of the passphrase.
    pub salt: [u8; 16],
    /// Nonce of the cipher.
    pub nonce: [u8; 12],
}

/// A sealed text, and how its key is derived.
#[derive(Serialize, Deserialize)]
pub(crate) struct PassphraseSeal {
    kdf: String,
    rounds: u32,
    salt: String,
    cipher: String,
    nonce: String,
    sealed: String,
}

impl PassphraseSeal {
    pub(crate) fn seal(secret: &[u8], passphrase: &str, entropy: &SealEntropy) -> Self {
        Self {
            kdf: "PBKDF2-HMAC-SHA256".into(),
            rounds: ROUNDS.get(),
            salt: URL_SAFE_NO_PAD.encode(entropy.salt),
            cipher: "AES-256-GCM".into(),
            nonce: URL_SAFE_NO_PAD.encode(entropy.nonce),
            sealed: aes_gcm::seal(&derive(passphrase, &entropy.salt, ROUNDS), entropy.nonce, &[], secret),
        }
    }

    pub(crate) fn open(&self, passphrase: &str) -> Result<Zeroizing<Vec<u8>>, AuthorityError> {
        let rounds = NonZeroU32::new(self.rounds).filter(|rounds| rounds.get() <= ROUNDS_MAX).ok_or(DAMAGED)?;
        let salt = URL_SAFE_NO_PAD.decode(&self.salt).map_err(|_| DAMAGED)?;
        let key = derive(passphrase, &salt, rounds);
        aes_gcm::open(&key, &self.nonce, &[], &self.sealed).map_err(|error| match error {
            OpenError::Form => DAMAGED,
            OpenError::Other => AuthorityError::Passphrase,
        })
    }
}

/// Whether a new root key may be sealed with `passphrase`.
pub(crate) fn check_new(passphrase: &str) -> Result<(), AuthorityError> {
    if passphrase.chars().count() < PASSPHRASE_CHARACTERS_MIN {
        return Err(AuthorityError::PassphraseShort(PASSPHRASE_CHARACTERS_MIN));
    }
    Ok(())
}

fn derive(passphrase: &str, salt: &[u8], rounds: NonZeroU32) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, salt, passphrase.as_bytes(), &mut *key);
    key
}
