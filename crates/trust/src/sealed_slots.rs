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
    keys::{
        installation_id::{ConfirmationId, InstallationId, PhoneError, SLOTS_MAX},
        product_key::ProductKey,
    },
    sentences_of,
};
use muster_proto::slot_file::{Slot, SlotFile};

const SEAL: &[u8] = b"muster slot 1";

/// Why a slot is not sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealSlotError {
    /// The slot cannot be encoded.
    Encode(#[from] serde_json::Error),
    /// The file holds every number that a confirmation id can name.
    Full,
}

sentences_of!(SealSlotError, lang {
    Self::Encode(error) => (error.to_string());
    Self::Full => (
        "an offline license file holds at most {SLOTS_MAX} licenses",
        "オフライン ライセンス ファイルに含めることができるライセンスは {SLOTS_MAX} 個までです"
    );
});

/// Why a confirmation id activates nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OfflineError {
    /// The digits are no confirmation id.
    Digits(#[from] PhoneError),
    /// No file of the key is installed that has the slot.
    Missing(u16),
    /// The id was issued for another installation id.
    NotBound,
    /// The slot holds a license of another key than the one beside it.
    OtherKey,
}

sentences_of!(OfflineError, lang {
    Self::Digits(error) => (error.text(lang));
    Self::Missing(slot) => (
        "no installed offline license file of this key has slot {slot}",
        "インストールされているこのキーのオフライン ライセンス ファイルに、スロット {slot} が見つかりません"
    );
    Self::NotBound => (
        "it was issued for another installation id: of another machine, or used already",
        "別のインストール ID (別のコンピューターのもの、または既に使用されたもの) に対して発行されています"
    );
    Self::OtherKey => ("the license binds another key", "ライセンスが別のキーに関連付けられています");
});

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

/// The license, and the seed of its key, that a confirmation id opens in one of a machine's offline license files. Every file
/// of the key that has the slot is tried.
pub fn open_license(
    files: &[SlotFile],
    key: &ProductKey,
    iid: &InstallationId,
    cid: &ConfirmationId,
) -> Result<(String, [u8; 32]), OfflineError> {
    let mut holding =
        files.iter().filter(|file| file.matches_key(&iid.claim) && sealed(file, cid).is_some()).peekable();
    holding.peek().ok_or(OfflineError::Missing(cid.slot))?;
    let slot = holding.find_map(|file| open_slot(file, key, iid, cid)).ok_or(OfflineError::NotBound)?;
    let license = slot.license(iid.target).map(str::to_owned);
    license.zip(slot.seed()).ok_or(OfflineError::NotBound)
}

/// Seals the next slot of `file` under `secret`.
pub fn seal_slot(file: &mut SlotFile, slot: &Slot, secret: SlotSecret) -> Result<(), SealSlotError> {
    let number = u16::try_from(file.slots.len()).map_err(|_| SealSlotError::Full)?;
    let sealed = sealed_slot(file, number, slot, secret)?;
    file.slots.push(sealed);
    Ok(())
}

/// The slot of this number as `file` holds it, sealed under `secret`: whoever seals needs none of the other slots.
#[expect(clippy::expect_used, reason = "AES-GCM seals every text below 64 GB; a slot must not be left out")]
pub fn sealed_slot(file: &SlotFile, number: u16, slot: &Slot, secret: SlotSecret) -> Result<String, SealSlotError> {
    if number >= SLOTS_MAX {
        return Err(SealSlotError::Full);
    }
    let mut bytes = serde_json::to_vec(slot)?;
    // Each slot has a key of its own, so one nonce is used once.
    let nonce = Nonce::assume_unique_for_key([0; 12]);
    let key = cipher(file, number, secret);
    key.seal_in_place_append_tag(nonce, Aad::empty(), &mut bytes).expect("a short text");
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// Opens the slot that a confirmation id names; `None` if the id was issued for another installation id or key.
pub fn open_slot(file: &SlotFile, key: &ProductKey, iid: &InstallationId, cid: &ConfirmationId) -> Option<Slot> {
    let mut bytes = URL_SAFE_NO_PAD.decode(sealed(file, cid)?).ok()?;
    let cipher = cipher(file, cid.slot, unmask(key, iid, cid));
    let opened = cipher.open_in_place(Nonce::assume_unique_for_key([0; 12]), Aad::empty(), &mut bytes).ok()?;
    serde_json::from_slice(opened).ok()
}

fn sealed<'f>(file: &'f SlotFile, cid: &ConfirmationId) -> Option<&'f String> {
    file.slots.get(usize::from(cid.slot))
}

#[expect(clippy::expect_used, reason = "AES-256 takes every key of 32 bytes")]
fn cipher(file: &SlotFile, slot: u16, secret: SlotSecret) -> LessSafeKey {
    let place = format!("{} {} {} {slot}", file.kind.name(), file.group, file.serial);
    let key: [u8; 32] = derive(&secret, place.as_bytes(), SEAL);
    LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).expect("32 bytes"))
}
