//! The authority's secret: it makes product keys from claims, and finds out whether it made a key.

use crate::error::AuthorityError;
use aws_lc_rs::hmac;
use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use muster_core::keys::product_key::{KeyClaim, ProductKey};

const SECRET_BYTES: usize = 32;

/// Computes and checks the MAC in every product key.
pub(crate) struct KeySecret(hmac::Key);

impl KeySecret {
    pub(crate) fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    pub(crate) fn from_text(text: &str) -> Result<Self, AuthorityError> {
        const DAMAGED: AuthorityError = AuthorityError::Damaged("the secret of the product keys (key-secret.txt)");
        let secret = HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).map_err(|_| DAMAGED)?;
        if secret.len() == SECRET_BYTES { Ok(Self::new(&secret)) } else { Err(DAMAGED) }
    }

    /// 32 bytes that only this authority can compute, in two halves.
    pub(crate) fn derive(&self, label: &[u8], claim: &KeyClaim, number: u16) -> [[u8; 16]; 2] {
        let tag = hmac::sign(&self.0, &[label, &claim.mac_input(), &number.to_be_bytes()].concat());
        let mut halves = [[0; 16]; 2];
        halves.iter_mut().flatten().zip(tag.as_ref()).for_each(|(to, from)| *to = *from);
        halves
    }

    /// The product key of a claim.
    pub(crate) fn make(&self, claim: KeyClaim) -> ProductKey {
        let tag = hmac::sign(&self.0, &claim.mac_input());
        let mac = tag.as_ref().iter().take(8).fold(0, |mac, byte| mac << 8 | u64::from(*byte));
        ProductKey::new(claim, mac)
    }

    /// The claim of a key that this authority made; `None` for any other.
    pub(crate) fn check(&self, key: &ProductKey) -> Option<KeyClaim> {
        key.claim().filter(|claim| self.make(*claim) == *key)
    }
}

/// The text of the file that keeps the secret: 64 hexadecimal digits.
pub(crate) fn to_text(secret: &[u8; SECRET_BYTES]) -> String {
    HEXLOWER.encode(secret)
}
