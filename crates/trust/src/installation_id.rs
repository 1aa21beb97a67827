//! Activation by telephone: the proof in an installation id, and the mask over a confirmation id. Both are keyed by the MAC of
//! the product key, so they are worth nothing to whoever does not hold the whole key.

use crate::key_derivation::derive;
use aws_lc_rs::{constant_time, digest, hmac};
use muster_core::keys::{
    installation_id::{ActivationTarget, ConfirmationId, IidProof, InstallationId},
    product_key::ProductKey,
};

const PROOF: &[u8] = b"muster installation id 1";
const MASK: &[u8] = b"muster confirmation id 1";

/// Opens one slot of an offline license file: 120 bits.
pub type SlotSecret = [u8; 15];

/// The nonce of an installation id: made of what is another after each deposit, so that no confirmation id is good twice.
pub fn nonce(identity: &[u8], deposits: u32) -> [u8; 3] {
    let digest = digest::digest(&digest::SHA256, &[identity, &deposits.to_be_bytes()].concat());
    first(digest.as_ref())
}

/// The installation id of a machine that holds `key`.
pub fn installation_id(
    key: &ProductKey,
    target: ActivationTarget,
    hardware: [u8; 6],
    nonce: [u8; 3],
) -> InstallationId {
    let unproven = InstallationId { claim: key.claim(), target, hardware, nonce, proof: [0; 6] };
    InstallationId { proof: proof(key, &unproven), ..unproven }
}

/// Whether an installation id was made with the whole `key`. Takes the same time whichever bytes differ.
pub fn is_proven(iid: &InstallationId, key: &ProductKey) -> bool {
    iid.claim == key.claim() && constant_time::verify_slices_are_equal(&iid.proof, &proof(key, iid)).is_ok()
}

fn proof(key: &ProductKey, iid: &InstallationId) -> IidProof {
    let secret: [u8; 32] = derive(key.mac(), &[], PROOF);
    first(hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &secret), &iid.proven()).as_ref())
}

/// The first bytes of a SHA-256 value.
#[expect(clippy::expect_used, reason = "a digest is longer than what is taken of it")]
fn first<const N: usize>(digest: &[u8]) -> [u8; N] {
    *digest.first_chunk().expect("32 bytes")
}

/// The confirmation id that tells `secret` to the machine with this installation id, which holds `key`.
pub fn confirmation_id(key: &ProductKey, iid: &InstallationId, slot: u16, secret: SlotSecret) -> ConfirmationId {
    ConfirmationId { slot, masked: masked(key, iid, secret) }
}

/// The secret in a confirmation id, if it was issued for this installation id and key; else something that opens nothing.
pub(crate) fn unmask(key: &ProductKey, iid: &InstallationId, cid: &ConfirmationId) -> SlotSecret {
    masked(key, iid, cid.masked)
}

fn masked(key: &ProductKey, iid: &InstallationId, mut bytes: SlotSecret) -> SlotSecret {
    let mask = derive::<15>(key.mac(), iid.to_string().as_bytes(), MASK);
    bytes.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
    bytes
}
