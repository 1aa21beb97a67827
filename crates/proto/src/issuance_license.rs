//! The license that lets a site's own certificates activate products.

use muster_core::id::HostId;
use serde::{Deserialize, Serialize};

/// The claims of an issuance license. `iat` and `exp` are seconds since the epoch.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IssuanceLicense {
    /// The vendor.
    pub iss: String,
    /// Its id (ILID).
    #[serde(with = "crate::as_text")]
    pub sub: HostId,
    /// Its version (ILvID).
    pub version: u32,
    /// The number of its grant.
    pub grant: u32,
    /// When it was issued.
    pub iat: i64,
    /// When it expires.
    pub exp: i64,
    /// Key groups whose products it covers.
    pub groups: Vec<u16>,
    /// What it is for, as `/lil` shows it.
    pub description: String,
    /// How long an activation by it holds, in days.
    pub validity_days: u32,
    /// The certificates that a chain may end in, DER in base64url.
    pub anchors: Vec<String>,
    /// The extended key usage that a certificate must have, as an OID such as `1.3.6.1.4.1.311.20.2.2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_purpose: Option<String>,
    /// Whether a certificate counts only with a revocation list that says it is good.
    #[serde(default)]
    pub require_crl: bool,
    /// Whether only keys in hardware count, not those in files.
    #[serde(default)]
    pub hardware_keys_only: bool,
}
