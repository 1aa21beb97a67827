//! The license that lets a site's own certificates activate products.

use muster_core::{features::Features, id::HostId};
use serde::{Deserialize, Serialize};

/// Version of the claims.
pub const VERSION: u32 = 1;

/// The claims of an issuance license. `iat` and `exp` are seconds since the epoch.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IssuanceLicense {
    /// Version of the claims: [`VERSION`].
    pub ver: u32,
    /// Issuer: the vendor's short name.
    pub iss: String,
    /// Subject: the id of the license (ILID).
    #[serde(with = "crate::as_text")]
    pub sub: HostId,
    /// Version of the license (ILvID).
    pub version: u32,
    /// Number of the grant.
    pub grant: u32,
    /// Issued at.
    pub iat: i64,
    /// Expires at.
    pub exp: i64,
    /// Numbers of the key groups whose products it covers.
    pub groups: Vec<u16>,
    /// What it is for, as `/lil` shows it.
    pub description: String,
    /// How long an activation by it is valid, in days.
    pub validity_days: u32,
    /// The certificates that a chain may end in, DER in base64url.
    pub anchors: Vec<String>,
    /// The extended key usage that a certificate must have, as an OID such as `1.3.6.1.4.1.311.20.2.2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key_purpose: Option<String>,
    /// Whether a certificate counts only if a revocation list says that it is good.
    #[serde(default)]
    pub require_crl: bool,
    /// Whether only keys on a token count, not keys in files.
    #[serde(default)]
    pub hardware_keys_only: bool,
    /// What it allows, over the defaults of its products: of its key group.
    #[serde(default, with = "crate::features", skip_serializing_if = "Features::is_empty")]
    pub features: Features,
}
