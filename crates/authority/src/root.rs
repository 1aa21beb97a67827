//! The root key at rest: sealed with a passphrase (PBKDF2-HMAC-SHA256, AES-256-GCM), or in a hardware security module.

use crate::{
    error::AuthorityError,
    hsm::{HsmKey, HsmPlace},
};
use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    pbkdf2,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_platform::entropy;
use muster_trust::jwk::{Sign, SigningKey};
use serde::{Deserialize, Serialize};
use std::{num::NonZeroU32, sync::Arc};

/// OWASP Password Storage Cheat Sheet: 600 000 rounds for PBKDF2-HMAC-SHA256.
const ROUNDS: NonZeroU32 = NonZeroU32::new(600_000).unwrap();
const ROUNDS_MAX: u32 = 100_000_000;

/// Random bytes for one sealing.
pub struct SealEntropy {
    /// Salt of the passphrase.
    pub salt: [u8; 16],
    /// Nonce of the cipher.
    pub nonce: [u8; 12],
}

/// Random bytes for a new authority or a new root key.
pub struct NewSecrets {
    /// Seed of the root key.
    pub root: [u8; 32],
    /// Secret of the product keys' MAC.
    pub key_secret: [u8; 32],
    /// Salt and nonce that seal the root key.
    pub seal: SealEntropy,
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

/// Where a root key is created.
#[derive(Clone, Debug)]
pub enum RootPlace {
    /// In a file, sealed with the passphrase.
    File,
    /// In a hardware security module; the passphrase is its PIN.
    Hsm(HsmPlace),
}

/// Creates a root key, and the text of the file that names it.
pub(crate) fn create(
    place: &RootPlace,
    passphrase: &str,
    secrets: &NewSecrets,
) -> Result<(Arc<dyn Sign>, String), AuthorityError> {
    match place {
        RootPlace::File => {
            let key = SigningKey::from_seed(secrets.root).map_err(AuthorityError::RootKey)?;
            let text = seal(&key, passphrase, &secrets.seal)?;
            Ok((Arc::new(key), text))
        }
        RootPlace::Hsm(place) => {
            let key = HsmKey::create(place, passphrase)?;
            Ok((Arc::new(key), serde_json::to_string_pretty(place)?))
        }
    }
}

/// Opens the root key that such a text names.
pub(crate) fn open(text: &str, passphrase: &str) -> Result<Arc<dyn Sign>, AuthorityError> {
    match serde_json::from_str::<HsmPlace>(text) {
        Ok(place) => Ok(Arc::new(HsmKey::open(&place, passphrase)?)),
        Err(_) => Ok(Arc::new(unseal(text, passphrase)?)),
    }
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    kdf: String,
    rounds: u32,
    salt: String,
    cipher: String,
    nonce: String,
    sealed: String,
}

/// The file of a sealed root key.
fn seal(root: &SigningKey, passphrase: &str, entropy: &SealEntropy) -> Result<String, AuthorityError> {
    let mut bytes = root.seed().to_vec();
    let nonce = Nonce::assume_unique_for_key(entropy.nonce);
    cipher(passphrase, &entropy.salt, ROUNDS)?
        .seal_in_place_append_tag(nonce, Aad::empty(), &mut bytes)
        .map_err(|_| AuthorityError::Passphrase)?;
    let sealed = Sealed {
        kdf: "PBKDF2-HMAC-SHA256".into(),
        rounds: ROUNDS.get(),
        salt: URL_SAFE_NO_PAD.encode(entropy.salt),
        cipher: "AES-256-GCM".into(),
        nonce: URL_SAFE_NO_PAD.encode(entropy.nonce),
        sealed: URL_SAFE_NO_PAD.encode(bytes),
    };
    Ok(serde_json::to_string_pretty(&sealed)?)
}

/// The root key in a sealed file.
fn unseal(text: &str, passphrase: &str) -> Result<SigningKey, AuthorityError> {
    const DAMAGED: AuthorityError = AuthorityError::Damaged("the sealed root key (root.sealed.json)");
    let sealed: Sealed = serde_json::from_str(text).map_err(|_| DAMAGED)?;
    let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| DAMAGED);
    let rounds = NonZeroU32::new(sealed.rounds).filter(|rounds| rounds.get() <= ROUNDS_MAX).ok_or(DAMAGED)?;
    let nonce = Nonce::try_assume_unique_for_key(&decode(&sealed.nonce)?).map_err(|_| DAMAGED)?;
    let mut bytes = decode(&sealed.sealed)?;
    let seed = cipher(passphrase, &decode(&sealed.salt)?, rounds)?
        .open_in_place(nonce, Aad::empty(), &mut bytes)
        .map_err(|_| AuthorityError::Passphrase)?;
    let seed: [u8; 32] = (&*seed).try_into().map_err(|_| DAMAGED)?;
    SigningKey::from_seed(seed).map_err(AuthorityError::RootKey)
}

fn cipher(passphrase: &str, salt: &[u8], rounds: NonZeroU32) -> Result<LessSafeKey, AuthorityError> {
    let mut key = [0; 32];
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, salt, passphrase.as_bytes(), &mut key);
    Ok(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).map_err(|_| AuthorityError::Passphrase)?))
}
