//! The authority's secret: it makes product keys from claims, finds out whether it made a key, and seals what opens slots. It is kept
//! sealed in the file of the root key only.

use crate::{error::AuthorityError, root::SecretBytes};
use aws_lc_rs::{constant_time, hmac};
use muster_core::keys::{
    product_key::{KeyClaim, KeyKind, KeyMac, ProductKey},
    serial::{Epoch, epoch_of},
};
use zeroize::Zeroizing;

/// What the key of sealed slots is derived by. No input of a product key's MAC begins so.
const SLOTS: &[u8] = b"muster slots at rest 1";
/// Setup keys belong to no epoch: they are public, and stay the same after a restore.
const NO_EPOCH: [u8; 16] = [0; 16];

/// Computes and checks the MAC in every product key.
pub(crate) struct KeySecret {
    bytes: SecretBytes,
    key: hmac::Key,
    epochs: Vec<Epoch>,
}

impl KeySecret {
    /// The secret, with every epoch that the store names.
    pub(crate) fn new(bytes: SecretBytes, epochs: Vec<Epoch>) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &*bytes);
        Self { bytes, key, epochs }
    }

    /// The secret itself, to be sealed with a new root key.
    pub(crate) fn bytes(&self) -> &SecretBytes {
        &self.bytes
    }

    /// The key that seals what opens slots.
    pub(crate) fn slot_key(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.tag(SLOTS))
    }

    /// The epoch that new keys belong to.
    pub(crate) fn epoch(&self) -> Result<&Epoch, AuthorityError> {
        self.epochs.last().ok_or(AuthorityError::Damaged("the list of epochs (the store)"))
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
        *self.tag(&claim.mac_input(epoch)).first_chunk().expect("32 bytes")
    }

    #[expect(clippy::expect_used, reason = "a SHA-256 value has 32 bytes")]
    fn tag(&self, input: &[u8]) -> [u8; 32] {
        hmac::sign(&self.key, input).as_ref().try_into().expect("32 bytes")
    }
}
