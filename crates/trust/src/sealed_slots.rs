//! The slots of an offline license file: licenses that were signed ahead of time, each sealed (AES-256-GCM) under a secret
//! of its own. 48 digits tell that secret, so they deliver a whole signed license.

use crate::{
    installation_id::{SlotSecret, unmask},
    key_derivation::derive,
};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::{
    code::{self, Code},
    keys::installation_id::{ConfirmationId, InstallationId, PhoneError},
};
use muster_proto::slot_file::{Slot, SlotFile};

const SEAL: &[u8] = b"muster slot 1";

/// Why a confirmation id activates nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OfflineError {
    /// The digits are no confirmation id.
    #[error(transparent)]
    Digits(#[from] PhoneError),
    /// No file of the key is installed that has the slot.
    #[error("no installed offline license file of this key has slot {0}")]
    Missing(u16),
    /// The id was issued for another installation id.
    #[error("it was issued for another installation id: of another machine, or used already")]
    NotBound,
    /// The slot holds a license of another key than the one beside it.
    #[error("the license binds another key")]
    OtherKey,
}

impl OfflineError {
    /// The documented code.
    pub fn code(self) -> Code {
        match self {
            Self::Digits(error) => error.code(),
            Self::Missing(_) => code::OFFLINE_VERSION,
            Self::NotBound | Self::OtherKey => code::OFFLINE_NOT_BOUND,
        }
    }
}

/// The license, and the seed of its key, that a confirmation id opens in one of a machine's offline license files.
pub fn open_license(
    files: &[SlotFile],
    iid: &InstallationId,
    cid: &ConfirmationId,
) -> Result<(String, [u8; 32]), OfflineError> {
    let holding = files.iter().find(|file| file.matches_key(&iid.claim) && sealed(file, cid).is_some());
    let slot = open_slot(holding.ok_or(OfflineError::Missing(cid.slot))?, iid, cid).ok_or(OfflineError::NotBound)?;
    let license = slot.license(iid.target).map(str::to_owned);
    license.zip(slot.seed()).ok_or(OfflineError::NotBound)
}

/// Seals the next slot of `file` under `secret`.
pub fn seal_slot(file: &mut SlotFile, slot: &Slot, secret: SlotSecret) -> Result<(), serde_json::Error> {
    let number = file.first.saturating_add(file.slots.len() as u16);
    let mut bytes = serde_json::to_vec(slot)?;
    if let Some(key) = cipher(file, number, secret) {
        // Each slot has a key of its own, so one nonce is used once.
        let sealed = key.seal_in_place_append_tag(Nonce::assume_unique_for_key([0; 12]), Aad::empty(), &mut bytes);
        file.slots.extend(sealed.ok().map(|()| URL_SAFE_NO_PAD.encode(bytes)));
    }
    Ok(())
}

/// Opens the slot that a confirmation id names; `None` if the id was issued for another installation id.
pub fn open_slot(file: &SlotFile, iid: &InstallationId, cid: &ConfirmationId) -> Option<Slot> {
    let mut bytes = URL_SAFE_NO_PAD.decode(sealed(file, cid)?).ok()?;
    let key = cipher(file, cid.slot, unmask(iid, cid))?;
    let opened = key.open_in_place(Nonce::assume_unique_for_key([0; 12]), Aad::empty(), &mut bytes).ok()?;
    serde_json::from_slice(opened).ok()
}

fn sealed<'f>(file: &'f SlotFile, cid: &ConfirmationId) -> Option<&'f String> {
    file.slots.get(usize::from(cid.slot.checked_sub(file.first)?))
}

fn cipher(file: &SlotFile, slot: u16, secret: SlotSecret) -> Option<LessSafeKey> {
    let place = format!("{} {} {} {slot}", file.kind, file.group, file.serial);
    let key: [u8; 32] = derive(&secret, place.as_bytes(), SEAL);
    Some(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).ok()?))
}
