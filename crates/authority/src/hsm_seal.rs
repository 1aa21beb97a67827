//! The secret of the product keys, sealed by a key that never leaves a hardware security module: HMAC-SHA256 there derives what
//! AES-256-GCM here seals with.

use crate::{
    aes_gcm,
    error::AuthorityError,
    hsm::{HsmPlace, failed, find_first, hold_modules, missing, never_leaving, open_session, taken},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use cryptoki::{
    mechanism::Mechanism,
    object::{Attribute, KeyType, ObjectClass, ObjectHandle},
    session::Session,
    types::AuthPin,
};
use muster_core::{lang::Text, sentence};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

/// What the module computes the HMAC of, before the nonce.
const LABEL: &[u8] = b"muster authority secret 1";

/// The sealed secret.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HsmSeal {
    nonce: String,
    sealed: String,
}

impl HsmSeal {
    /// Makes the sealing key beside the root key of `place`, and seals `secret` with it.
    pub(crate) fn create(place: &HsmPlace, pin: &str, nonce: [u8; 12], secret: &[u8]) -> Result<Self, AuthorityError> {
        let _held = hold_modules();
        let session = open_session(place, &AuthPin::new(pin.into()))?;
        let label = label(place);
        if find(&session, &label)?.is_some() {
            return Err(taken(&label));
        }
        let mut template = vec![Attribute::KeyType(KeyType::GENERIC_SECRET), Attribute::ValueLen(32.into())];
        template.extend(never_leaving(&label));
        let key = session.generate_key(&Mechanism::GenericSecretKeyGen, &template).map_err(failed)?;
        let sealed = aes_gcm::seal(&*derive(&session, key, &nonce)?, nonce, LABEL, secret);
        Ok(Self { nonce: URL_SAFE_NO_PAD.encode(nonce), sealed })
    }

    /// The secret.
    pub(crate) fn open(&self, place: &HsmPlace, pin: &str) -> Result<Zeroizing<Vec<u8>>, AuthorityError> {
        const DAMAGED: AuthorityError = AuthorityError::Damaged(Text {
            en: "the sealed secret (root.sealed.json)",
            ja: "封印されたシークレット (root.sealed.json) ",
        });
        let _held = hold_modules();
        let session = open_session(place, &AuthPin::new(pin.into()))?;
        let label = label(place);
        let key = find(&session, &label)?.ok_or_else(|| missing(place, &label))?;
        let nonce = URL_SAFE_NO_PAD.decode(&self.nonce).map_err(|_| DAMAGED)?;
        aes_gcm::open(&*derive(&session, key, &nonce)?, &self.nonce, LABEL, &self.sealed).map_err(|_| DAMAGED)
    }
}

fn derive(session: &Session, key: ObjectHandle, nonce: &[u8]) -> Result<Zeroizing<[u8; 32]>, AuthorityError> {
    let tag = Zeroizing::new(session.sign(&Mechanism::Sha256Hmac, key, &[LABEL, nonce].concat()).map_err(failed)?);
    tag.as_slice().try_into().map(Zeroizing::new).map_err(|_| {
        AuthorityError::Hsm(sentence!("the HMAC does not have 32 bytes", "HMAC が 32 バイトではありません"))
    })
}

fn find(session: &Session, label: &str) -> Result<Option<ObjectHandle>, AuthorityError> {
    find_first(session, &[Attribute::Class(ObjectClass::SECRET_KEY), Attribute::Label(label.into())])
}

/// The label of the sealing key.
fn label(place: &HsmPlace) -> String {
    format!("{}-seal", place.key)
}
