//! The authority's secret: it makes product keys from claims, finds out whether it made a key, and seals what opens slots. It is kept
//! sealed in the file of the root key only.

use crate::root::SecretBytes;
use aws_lc_rs::{constant_time, hmac};
use muster_core::keys::product_key::{KeyClaim, KeyMac, ProductKey};
use zeroize::Zeroizing;

/// What the key of sealed slots is derived by. No input of a product key's MAC begins so.
const SLOTS: &[u8] = b"muster slots at rest 1";

/// Random bytes of an epoch, which the MAC of its keys covers.
pub(crate) type EpochRandom = [u8; 16];

/// Computes and checks the MAC in every product key.
pub(crate) struct KeySecret {
    bytes: SecretBytes,
    key: hmac::Key,
}

impl KeySecret {
    pub(crate) fn new(bytes: SecretBytes) -> Self {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &*bytes);
        Self { bytes, key }
    }

    /// The secret itself, to be sealed with a new root key.
    pub(crate) fn bytes(&self) -> &SecretBytes {
        &self.bytes
    }

    /// The key that seals what opens slots.
    pub(crate) fn slot_key(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.tag(SLOTS))
    }

    /// The product key of a claim.
    pub(crate) fn make(&self, claim: KeyClaim, epoch: &EpochRandom) -> ProductKey {
        ProductKey::new(claim, self.mac(&claim, epoch))
    }

    /// Whether this authority made a key. Takes the same time whichever bytes differ.
    pub(crate) fn is_genuine(&self, key: &ProductKey, epoch: &EpochRandom) -> bool {
        constant_time::verify_slices_are_equal(&self.mac(&key.claim(), epoch), key.mac()).is_ok()
    }

    #[expect(clippy::expect_used, reason = "a SHA-256 value is longer than the MAC")]
    fn mac(&self, claim: &KeyClaim, epoch: &EpochRandom) -> KeyMac {
        *self.tag(&claim.mac_input(epoch)).first_chunk().expect("32 bytes")
    }

    #[expect(clippy::expect_used, reason = "a SHA-256 value has 32 bytes")]
    fn tag(&self, input: &[u8]) -> [u8; 32] {
        hmac::sign(&self.key, input).as_ref().try_into().expect("32 bytes")
    }
}
