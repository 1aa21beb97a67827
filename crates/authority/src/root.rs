//! The root key and the secret of the product keys at rest: one file, so that a change of the root key replaces both at once. With a
//! passphrase both are sealed in it; with a hardware security module the root key stays there, and a second key in it seals
//! the secret.

use crate::{
    error::AuthorityError,
    hsm::{HsmKey, HsmPlace},
    hsm_seal::HsmSeal,
    passphrase_seal::{self, DAMAGED, PassphraseSeal, SealEntropy},
};
use muster_platform::entropy;
use muster_trust::jwk::{Sign, SigningKey};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use zeroize::Zeroizing;

/// The secret that makes product keys and seals slots. It is wiped from memory at the end.
pub(crate) type SecretBytes = Zeroizing<[u8; 32]>;

/// Random bytes for a new authority or a new root key.
pub struct NewSecrets {
    /// Seed of the root key.
    pub root: Zeroizing<[u8; 32]>,
    /// Secret of the product keys. A new root key of an authority keeps the one that there is.
    pub key_secret: Zeroizing<[u8; 32]>,
    /// Salt and nonce that seal both.
    pub seal: SealEntropy,
}

impl NewSecrets {
    /// Random bytes of the system.
    pub fn random() -> Self {
        Self {
            root: Zeroizing::new(entropy::bytes()),
            key_secret: Zeroizing::new(entropy::bytes()),
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

/// What the file of a root key opens.
pub(crate) struct OpenRoot {
    pub(crate) key: Arc<dyn Sign>,
    pub(crate) secret: SecretBytes,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum RootFile {
    Hsm { place: HsmPlace, secret: HsmSeal },
    File(PassphraseSeal),
}

/// Creates a root key, and the text of the file that names it and keeps `secret`.
pub(crate) fn create(
    place: &RootPlace,
    passphrase: &str,
    secrets: &NewSecrets,
    secret: &SecretBytes,
) -> Result<(Arc<dyn Sign>, String), AuthorityError> {
    let (key, file): (Arc<dyn Sign>, _) = match place {
        RootPlace::File => {
            passphrase_seal::check_new(passphrase)?;
            let key = SigningKey::from_seed(*secrets.root).map_err(AuthorityError::RootKey)?;
            let both = Zeroizing::new([*key.seed(), **secret].concat());
            let sealed = PassphraseSeal::seal(&both, passphrase, &secrets.seal);
            (Arc::new(key), RootFile::File(sealed))
        }
        RootPlace::Hsm(place) => {
            if passphrase.is_empty() {
                return Err(AuthorityError::PassphraseShort(1));
            }
            let key = HsmKey::create(place, passphrase)?;
            let secret = HsmSeal::create(place, passphrase, secrets.seal.nonce, &**secret)?;
            (Arc::new(key), RootFile::Hsm { place: place.clone(), secret })
        }
    };
    Ok((key, serde_json::to_string_pretty(&file)?))
}

/// Opens the root key that such a text names, and the secret.
pub(crate) fn open(text: &str, passphrase: &str) -> Result<OpenRoot, AuthorityError> {
    match serde_json::from_str::<RootFile>(text).map_err(|_| DAMAGED)? {
        RootFile::Hsm { place, secret } => {
            let key = HsmKey::open(&place, passphrase)?;
            let secret = secret.open(&place, passphrase)?.as_slice().try_into().map_err(|_| DAMAGED)?;
            Ok(OpenRoot { key: Arc::new(key), secret: Zeroizing::new(secret) })
        }
        RootFile::File(sealed) => {
            let both = sealed.open(passphrase)?;
            let ([seed, secret], []) = both.as_chunks::<32>() else { return Err(DAMAGED) };
            let key = SigningKey::from_seed(*seed).map_err(AuthorityError::RootKey)?;
            Ok(OpenRoot { key: Arc::new(key), secret: Zeroizing::new(*secret) })
        }
    }
}
