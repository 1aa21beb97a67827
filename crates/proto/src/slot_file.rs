//! The offline license file that is delivered with a key: licenses signed ahead of time, each sealed in a slot of its own.
//! `muster-trust` seals and opens the slots.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::{
    keys::{
        installation_id::ActivationTarget,
        product_key::{KeyClaim, KeyKind},
    },
    sentence,
    sentence::Sentence,
};
use serde::{Deserialize, Serialize};

/// The offline license file of a key.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlotFile {
    /// 1.
    pub version: u8,
    /// What the key is for.
    pub kind: SlotKeyKind,
    /// The group of the key.
    pub group: u16,
    /// The serial number of the key.
    pub serial: u32,
    /// The epoch of the authority that made the file: a number that changes when the authority is restored from a backup.
    pub epoch: u8,
    /// The sealed slots, base64url, in their order.
    pub slots: Vec<String>,
}

impl SlotFile {
    /// The file in a text.
    pub fn parse(text: &str) -> Result<Self, Sentence> {
        serde_json::from_str(text).map_err(|error| {
            sentence!("no offline license file: {error}", "オフライン ライセンス ファイルではありません: {error}")
        })
    }

    /// An empty file for the key of `claim`.
    pub fn new(claim: KeyClaim, epoch: u8) -> Self {
        let kind = if claim.kind == KeyKind::Host { SlotKeyKind::Host } else { SlotKeyKind::Mak };
        Self { version: 1, kind, group: claim.group, serial: claim.serial, epoch, slots: Vec::new() }
    }

    /// Whether the file was delivered with the key of `claim`.
    pub fn matches_key(&self, claim: &KeyClaim) -> bool {
        self.kind.key_kind() == claim.kind && self.group == claim.group && self.serial == claim.serial
    }

    /// The name that the file is stored under, made of parsed values. A file that holds less has another name, so it never replaces
    /// one that holds more.
    pub fn storage_name(&self) -> String {
        format!("{}-{}-{}-{}-{}.json", self.kind.name(), self.group, self.serial, self.epoch, self.slots.len())
    }
}

/// What the key of an offline license file is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SlotKeyKind {
    /// A host key.
    Host,
    /// A MAK.
    Mak,
}

impl SlotKeyKind {
    /// The same as a kind of product key.
    pub fn key_kind(self) -> KeyKind {
        match self {
            Self::Host => KeyKind::Host,
            Self::Mak => KeyKind::Multiple,
        }
    }

    /// As it is written in the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Host => "host",
            Self::Mak => "mak",
        }
    }
}

/// The content of an opened slot.
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
    pub fn license(&self, target: ActivationTarget) -> Option<&str> {
        match target {
            ActivationTarget::Machine => Some(&self.machine),
            ActivationTarget::Directory => self.directory.as_deref(),
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
