//! What an agent tells a product of its license: every document that a license rests on, signed by the machine for one question.

use crate::jwk::Jwk;
use muster_core::{
    code::Code,
    hardware::{Fingerprint, HardwareComponent},
    id::{ActivationId, Cmid, Nonce},
};
use serde::{Deserialize, Serialize};

/// Version of the claims.
pub const VERSION: u32 = 1;

/// The claims of a statement. Moments are seconds since the Unix epoch.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LicenseStatement {
    /// Version of the claims: [`VERSION`].
    pub ver: u32,
    /// Subject: the client machine id.
    #[serde(with = "crate::as_text")]
    pub sub: Cmid,
    /// Audience: the activation id of the product that asked.
    #[serde(with = "crate::as_text")]
    pub aud: ActivationId,
    /// The nonce of the question.
    #[serde(with = "crate::as_text")]
    pub nonce: Nonce,
    /// The newest time that the machine has seen.
    pub latest: i64,
    /// The hardware that was enrolled: each component with the digest of its value.
    pub enrolled: Vec<(String, u64)>,
    /// The root key that the machine was installed with.
    pub root: Jwk,
    /// The installed license pack, with the packs that lead to it.
    pub pack: String,
    /// When the product key was installed.
    pub installed: i64,
    /// When the hardware was first found beyond tolerance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hardware_changed: Option<i64>,
    /// When the issuer of the activation was first found to be revoked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub non_genuine: Option<i64>,
    /// How the last attempt to activate ended.
    #[serde(default, with = "crate::as_text::option", skip_serializing_if = "Option::is_none")]
    pub last_code: Option<Code>,
    /// The activation, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub activation: Option<ActivationEvidence>,
}

/// An activation with what it is verified by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActivationEvidence {
    /// The signed activation.
    pub activation: String,
    /// The signed license that it rests on.
    pub license: String,
    /// Who activated the product: `host`, `directory`, `mak` or `token`.
    pub by: String,
    /// The certificates that signed, base64url of DER, the leaf first; for `token`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<String>,
    /// When the machine received it.
    pub received: i64,
    /// What makes its nonce of the machine's key; an activation of an earlier version has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<[u8; 16]>,
}

/// A statement as it is sent: version 1.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LicenseStatementBody {
    /// Version of the message: 1.
    pub version: u8,
    /// The machine's key, which signed the statement.
    pub jwk: Jwk,
    /// The signed statement, JWS compact.
    pub statement: String,
}

impl LicenseStatement {
    /// The hardware that was enrolled; components that this version does not know are left out.
    pub fn fingerprint(&self) -> Vec<Fingerprint> {
        self.enrolled.iter().filter_map(|(name, value)| Some((HardwareComponent::from_name(name)?, *value))).collect()
    }
}
