//! Secrets sealed with a passphrase (PBKDF2-HMAC-SHA256, AES-256-GCM): one derivation opens all of a file.

use crate::error::AuthorityError;
use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    pbkdf2,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// OWASP Password Storage Cheat Sheet: 600 000 rounds for PBKDF2-HMAC-SHA256.
const ROUNDS: NonZeroU32 = NonZeroU32::new(600_000).unwrap();
const ROUNDS_MAX: u32 = 100_000_000;
/// Characters that a new passphrase has at least. It is checked when a root key is made, never when one is opened.
pub const PASSPHRASE_CHARACTERS_MIN: usize = 12;
const DAMAGED: AuthorityError = AuthorityError::Damaged("the sealed root key (root.sealed.json)");

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
            sealed: seal(&derive(passphrase, &entropy.salt, ROUNDS), entropy.nonce, &[], secret),
        }
    }

    pub(crate) fn open(&self, passphrase: &str) -> Result<Vec<u8>, AuthorityError> {
        let rounds = NonZeroU32::new(self.rounds).filter(|rounds| rounds.get() <= ROUNDS_MAX).ok_or(DAMAGED)?;
        let key = derive(passphrase, &decode(&self.salt)?, rounds);
        open(&key, &self.nonce, &[], &self.sealed)?.ok_or(AuthorityError::Passphrase)
    }
}

/// Whether a new root key may be sealed with `passphrase`.
pub(crate) fn check_new(passphrase: &str) -> Result<(), AuthorityError> {
    if passphrase.chars().count() < PASSPHRASE_CHARACTERS_MIN {
        return Err(AuthorityError::PassphraseShort(PASSPHRASE_CHARACTERS_MIN));
    }
    Ok(())
}

fn derive(passphrase: &str, salt: &[u8], rounds: NonZeroU32) -> [u8; 32] {
    let mut key = [0; 32];
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, salt, passphrase.as_bytes(), &mut key);
    key
}

/// `secret`, sealed under `key` and bound to `context`; base64url. A nonce is used once with a key.
#[expect(clippy::expect_used, reason = "AES-GCM seals every text below 64 GB")]
pub(crate) fn seal(key: &[u8; 32], nonce: [u8; 12], context: &[u8], secret: &[u8]) -> String {
    let mut bytes = secret.to_vec();
    let nonce = Nonce::assume_unique_for_key(nonce);
    cipher(key).seal_in_place_append_tag(nonce, Aad::from(context), &mut bytes).expect("a short text");
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is sealed in such a text; `None` if it is of another key or context.
pub(crate) fn open(
    key: &[u8; 32],
    nonce: &str,
    context: &[u8],
    sealed: &str,
) -> Result<Option<Vec<u8>>, AuthorityError> {
    let nonce = Nonce::try_assume_unique_for_key(&decode(nonce)?).map_err(|_| DAMAGED)?;
    let mut bytes = decode(sealed)?;
    let opened = cipher(key).open_in_place(nonce, Aad::from(context), &mut bytes);
    Ok(opened.ok().map(|secret| secret.to_vec()))
}

fn decode(text: &str) -> Result<Vec<u8>, AuthorityError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| DAMAGED)
}

#[expect(clippy::expect_used, reason = "AES-256 takes every key of 32 bytes")]
fn cipher(key: &[u8; 32]) -> LessSafeKey {
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).expect("32 bytes"))
}
