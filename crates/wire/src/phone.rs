//! What installation and confirmation ids protect: licenses that were signed ahead of time and lie sealed in a file.
//!
//! The file is delivered with a key. Each of its slots is sealed (AES-256-GCM) under a secret of 120 bits; a confirmation id
//! tells that secret, masked with the installation id that asked. So 48 digits deliver a whole signed license, and
//! are worthless to any other machine.

use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey},
    digest, hkdf, hmac,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::{
    code::{self, Code},
    key::{KeyClaim, KeyKind, ProductKey},
    phone::{ConfirmationId, InstallationId, Subject},
};
use serde::{Deserialize, Serialize};

const MASK: &[u8] = b"muster confirmation id 1";
const SEAL: &[u8] = b"muster slot 1";

/// The secret of a slot.
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
    subject: Subject,
    hardware: [u8; 6],
    nonce: [u8; 3],
) -> InstallationId {
    let unproven = InstallationId { claim, subject, hardware, nonce, proof: [0; 3] };
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
fn unmask(iid: &InstallationId, cid: &ConfirmationId) -> SlotSecret {
    masked(iid, cid.masked)
}

fn masked(iid: &InstallationId, mut bytes: SlotSecret) -> SlotSecret {
    let mask = derive::<15>(iid.to_string().as_bytes(), &[], MASK);
    bytes.iter_mut().zip(mask).for_each(|(byte, mask)| *byte ^= mask);
    bytes
}

fn derive<const N: usize>(secret: &[u8], salt: &[u8], info: &[u8]) -> [u8; N] {
    struct Length(usize);
    impl hkdf::KeyType for Length {
        fn len(&self) -> usize {
            self.0
        }
    }
    let mut bytes = [0; N];
    let key = hkdf::Salt::new(hkdf::HKDF_SHA256, salt).extract(secret);
    // Fails only for lengths beyond 255 digests.
    let filled = key.expand(&[info], Length(N)).and_then(|output| output.fill(&mut bytes));
    filled.map_or([0; N], |()| bytes)
}

/// What a slot holds.
#[derive(Clone, Serialize, Deserialize)]
pub struct Slot {
    /// The private key that the licenses bind: the 32 bytes of its seed, base64url.
    pub seed: String,
    /// The license of the machine: as a host, or with a MAK.
    pub machine: String,
    /// The license of a directory, in the file of a host key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directory: Option<String>,
}

impl Slot {
    /// The license of the kind that was asked for.
    pub fn license(&self, subject: Subject) -> Option<&str> {
        match subject {
            Subject::Machine => Some(&self.machine),
            Subject::Directory => self.directory.as_deref(),
        }
    }

    /// The seed of the private key.
    pub fn seed(&self) -> Option<[u8; 32]> {
        URL_SAFE_NO_PAD.decode(&self.seed).ok()?.try_into().ok()
    }

    /// A slot with this private key.
    pub fn new(seed: &[u8; 32], machine: String, directory: Option<String>) -> Self {
        Self { seed: URL_SAFE_NO_PAD.encode(seed), machine, directory }
    }
}

/// The offline license file of a key.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlotFile {
    /// 1.
    pub version: u8,
    /// What the key is for: `host` or `mak`.
    pub kind: String,
    /// The group of the key.
    pub group: u16,
    /// The serial number of the key.
    pub serial: u32,
    /// The number of the first slot.
    pub first: u16,
    /// The sealed slots, base64url, in their order.
    pub slots: Vec<String>,
}

impl SlotFile {
    /// A file for `claim` whose first slot has the number `first`.
    pub fn new(claim: KeyClaim, first: u16) -> Self {
        Self {
            version: 1,
            kind: kind_name(claim.kind).into(),
            group: claim.group,
            serial: claim.serial,
            first,
            slots: Vec::new(),
        }
    }

    /// Whether the file goes with a key.
    pub fn is_of(&self, claim: &KeyClaim) -> bool {
        self.kind == kind_name(claim.kind) && self.group == claim.group && self.serial == claim.serial
    }

    /// Seals the next slot.
    pub fn push(&mut self, slot: &Slot, secret: SlotSecret) -> Result<(), serde_json::Error> {
        let number = self.first.saturating_add(self.slots.len() as u16);
        let mut bytes = serde_json::to_vec(slot)?;
        if let Some(key) = self.cipher(number, secret) {
            // Each slot has a key of its own, so one nonce is used once.
            let sealed = key.seal_in_place_append_tag(Nonce::assume_unique_for_key([0; 12]), Aad::empty(), &mut bytes);
            self.slots.extend(sealed.ok().map(|()| URL_SAFE_NO_PAD.encode(bytes)));
        }
        Ok(())
    }

    /// Whether the file has the slot that a confirmation id names.
    pub fn holds(&self, cid: &ConfirmationId) -> bool {
        self.sealed(cid).is_some()
    }

    /// Opens the slot that a confirmation id names; `None` if the id was issued for another installation id.
    pub fn open(&self, iid: &InstallationId, cid: &ConfirmationId) -> Option<Slot> {
        let mut bytes = URL_SAFE_NO_PAD.decode(self.sealed(cid)?).ok()?;
        let key = self.cipher(cid.slot, unmask(iid, cid))?;
        let opened = key.open_in_place(Nonce::assume_unique_for_key([0; 12]), Aad::empty(), &mut bytes).ok()?;
        serde_json::from_slice(opened).ok()
    }

    fn sealed(&self, cid: &ConfirmationId) -> Option<&String> {
        self.slots.get(usize::from(cid.slot.checked_sub(self.first)?))
    }

    fn cipher(&self, slot: u16, secret: SlotSecret) -> Option<LessSafeKey> {
        let place = format!("{} {} {} {slot}", self.kind, self.group, self.serial);
        let key: [u8; 32] = derive(&secret, place.as_bytes(), SEAL);
        Some(LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).ok()?))
    }
}

/// Why a confirmation id opens nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SlotError {
    /// No file of the key is installed that has the slot.
    #[error("no installed offline license file of this key has slot {0}: slmgr /ilc FILE")]
    Missing(u16),
    /// The id was issued for another installation id.
    #[error("it was issued for another installation id: of another machine, or used already")]
    NotBound,
}

impl SlotError {
    /// The documented code.
    pub fn code(self) -> Code {
        match self {
            Self::Missing(_) => code::OFFLINE_VERSION,
            Self::NotBound => code::OFFLINE_NOT_BOUND,
        }
    }
}

/// The license, and the seed of its key, that a confirmation id opens in one of a machine's offline license files.
pub fn open_license(
    files: &[SlotFile],
    iid: &InstallationId,
    cid: &ConfirmationId,
) -> Result<(String, [u8; 32]), SlotError> {
    let holding = files.iter().find(|file| file.is_of(&iid.claim) && file.holds(cid));
    let slot = holding.ok_or(SlotError::Missing(cid.slot))?.open(iid, cid).ok_or(SlotError::NotBound)?;
    let license = slot.license(iid.subject).map(str::to_owned);
    license.zip(slot.seed()).ok_or(SlotError::NotBound)
}

/// A name for the file that does not meet another's.
pub fn file_name(file: &SlotFile) -> String {
    format!("{}-{}-{}-{}.json", file.kind, file.group, file.serial, file.first)
}

fn kind_name(kind: KeyKind) -> &'static str {
    match kind {
        KeyKind::Host => "host",
        KeyKind::Multiple => "mak",
        KeyKind::Setup => "setup",
    }
}
