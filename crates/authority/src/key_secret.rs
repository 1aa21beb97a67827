//! The authority's secret: it makes product keys from claims, and finds out whether it made a key.

use crate::error::AuthorityError;
use aws_lc_rs::{constant_time, hmac};
use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use muster_core::keys::{
    product_key::{KeyClaim, KeyKind, KeyMac, ProductKey},
    serial::{Epoch, epoch_of},
};

const SECRET_BYTES: usize = 32;
/// Setup keys belong to no epoch: they are public, and stay the same after a restore.
const NO_EPOCH: [u8; 16] = [0; 16];

/// Computes and checks the MAC in every product key.
pub(crate) struct KeySecret {
    key: hmac::Key,
    epochs: Vec<Epoch>,
}

impl KeySecret {
    /// The secret, with every epoch that the store names.
    pub(crate) fn new(secret: &[u8], epochs: Vec<Epoch>) -> Self {
        Self { key: hmac::Key::new(hmac::HMAC_SHA256, secret), epochs }
    }

    pub(crate) fn from_text(text: &str, epochs: Vec<Epoch>) -> Result<Self, AuthorityError> {
        const DAMAGED: AuthorityError = AuthorityError::Damaged("the secret of the product keys (key-secret.txt)");
        let secret = HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).map_err(|_| DAMAGED)?;
        if secret.len() == SECRET_BYTES { Ok(Self::new(&secret, epochs)) } else { Err(DAMAGED) }
    }

    /// 32 bytes that only this authority can compute, in two halves.
    pub(crate) fn derive(&self, label: &[u8], claim: &KeyClaim, number: u16) -> [[u8; 16]; 2] {
        let tag = hmac::sign(&self.key, &[label, &claim.number().to_be_bytes(), &number.to_be_bytes()].concat());
        let mut halves = [[0; 16]; 2];
        halves.iter_mut().flatten().zip(tag.as_ref()).for_each(|(to, from)| *to = *from);
        halves
    }

    /// The epoch that new keys belong to.
    pub(crate) fn epoch(&self) -> Result<&Epoch, AuthorityError> {
        self.epochs.last().ok_or(AuthorityError::Damaged("the list of epochs (authority.db)"))
    }

    /// The product key of a claim; `None` for a serial of an epoch that this authority never had.
    pub(crate) fn make(&self, claim: KeyClaim) -> Option<ProductKey> {
        if claim.kind == KeyKind::Setup {
            return Some(ProductKey::new(claim, self.mac(&claim, &NO_EPOCH)));
        }
        let tag = epoch_of(claim.serial);
        let epoch = self.epochs.iter().find(|epoch| epoch.tag == tag)?;
        Some(ProductKey::new(claim, self.mac(&claim, &epoch.random)))
    }

    /// The claim of a key that this authority made; `None` for any other. Takes the same time whichever bytes differ.
    pub(crate) fn check(&self, key: &ProductKey) -> Option<KeyClaim> {
        let made = self.make(key.claim())?;
        constant_time::verify_slices_are_equal(made.mac(), key.mac()).ok().map(|()| key.claim())
    }

    #[expect(clippy::expect_used, reason = "a SHA-256 value is longer than the MAC")]
    fn mac(&self, claim: &KeyClaim, epoch: &[u8; 16]) -> KeyMac {
        *hmac::sign(&self.key, &claim.mac_input(epoch)).as_ref().first_chunk().expect("32 bytes")
    }
}

/// The text of the file that keeps the secret: 64 hexadecimal digits.
pub(crate) fn to_text(secret: &[u8; SECRET_BYTES]) -> String {
    HEXLOWER.encode(secret)
}
