//! What is asked of the signer and what it answers: one line of JSON each.

use crate::key_secret::EpochRandom;
use serde::{Deserialize, Serialize};

/// The longest request and the longest answer: a license pack, or an enrolment file with one, in base64url.
pub(crate) const LINE_BYTES_MAX: usize = 2 * 1024 * 1024;

/// A request. Claims of product keys are their numbers, keys and signatures base64url.
#[derive(Serialize, Deserialize)]
#[serde(tag = "request", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum SignerRequest {
    /// The root key that signs now; with `check` only if it could sign.
    Root { check: bool },
    /// The signature over a document: its header and claims.
    Sign { input: String },
    /// The product keys of these claims, all of one epoch.
    MakeKeys { claims: Vec<u32>, epoch: EpochRandom },
    /// Whether a product key is genuine.
    CheckKey { key: String, epoch: EpochRandom },
    /// Whether an installation id was made with the whole product key that it names.
    CheckProof { installation_id: String, epoch: EpochRandom },
    /// The confirmation id that tells a sealed slot to the machine of a proven installation id.
    Confirm { installation_id: String, epoch: EpochRandom, number: u16, sealed: String },
    /// A new slot of a product key, sealed.
    NewSlot { claim: u32, number: u16 },
    /// The slot as an offline license file holds it: its license signed, and sealed together with the key that it binds.
    FileSlot { claim: u32, number: u16, sealed: String, license: String },
}

/// An answer.
#[derive(Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) enum SignerAnswer {
    Root { key: String },
    Signature { signature: String },
    Keys { keys: Vec<String> },
    Checked { good: bool },
    Confirmation { slot_key: String, confirmation_id: String },
    Slot { slot_key: String, sealed: String },
    FileSlot { sealed: String },
    Refused { code: String, detail: String },
}

impl SignerRequest {
    /// What the log says of it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Root { .. } => "root",
            Self::Sign { .. } => "sign",
            Self::MakeKeys { .. } => "make-keys",
            Self::CheckKey { .. } => "check-key",
            Self::CheckProof { .. } => "check-proof",
            Self::Confirm { .. } => "confirm",
            Self::NewSlot { .. } => "new-slot",
            Self::FileSlot { .. } => "file-slot",
        }
    }
}
