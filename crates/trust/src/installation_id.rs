//! Activation by telephone: the proof in an installation id, and the mask over a confirmation id.

use crate::key_derivation::derive;
use aws_lc_rs::{digest, hmac};
use muster_core::keys::{
    installation_id::{ActivationTarget, ConfirmationId, InstallationId},
    product_key::{KeyClaim, ProductKey},
};

const MASK: &[u8] = b"muster confirmation id 1";

/// Opens one slot of an offline license file: 120 bits.
pub type SlotSecret = [u8; 15];

/// The nonce of an installation id: made of what is another after each deposit, so that no confirmation id is good twice.
pub fn nonce(identity: &[u8], deposits: u32) -> [u8; 3] {
    let digest = digest::digest(&digest::SHA256, &[identity, &deposits.to_be_bytes()].concat());
    digest.as_ref().first_chunk().copied().unwrap_or_default()
}

/// The installation id of a machine that holds `key`.
pub fn installation_id(
    key: &ProductKey,
    claim: KeyClaim,
    target: ActivationTarget,
    hardware: [u8; 6],
    nonce: [u8; 3],
) -> InstallationId {
    let unproven = InstallationId { claim, target, hardware, nonce, proof: [0; 3] };
    InstallationId { proof: proof(key, &unproven), ..unproven }
}

/// Whether an installation id was made with the whole `key`.
pub fn is_proven(iid: &InstallationId, key: &ProductKey) -> bool {
    iid.proof == proof(key, iid)
}

fn proof(key: &ProductKey, iid: &InstallationId) -> [u8; 3] {
    let secret = hmac::Key::new(hmac::HMAC_SHA256, &key.mac().to_be_bytes());
    let tag = hmac::sign(&secret, &iid.proven());
    let [a, b, c, ..] = *tag.as_ref() else { return [0; 3] };
    [a, b, c]
}

/// The confirmation id that tells `secret` to the machine with this installation id.
pub fn confirmation_id(iid: &InstallationId, slot: u16, secret: SlotSecret) -> ConfirmationId {
    ConfirmationId { slot, masked: masked(iid, secret) }
}

/// The secret in a confirmation id, if it was issued for this installation id; else something that opens nothing.
pub(crate) fn unmask(iid: &InstallationId, cid: &ConfirmationId) -> SlotSecret {
    masked(iid, cid.masked)
}

fn masked(iid: &InstallationId, mut bytes: SlotSecret) -> SlotSecret {
    let mask = derive::<15>(iid.to_string().as_bytes(), &[], MASK);
    bytes.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
    bytes
}
