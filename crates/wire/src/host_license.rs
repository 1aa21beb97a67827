//! Host license: what the authority issues to an activated host.

use crate::jwk::Jwk;
use muster_core::id::HostId;
use serde::{Deserialize, Serialize};

/// The claims of a host license. `iat` and `exp` are seconds since the epoch.
#[derive(Clone, Serialize, Deserialize)]
pub struct HostLicense {
    /// The vendor.
    pub iss: String,
    /// The host.
    #[serde(with = "crate::text")]
    pub sub: HostId,
    /// When it was issued.
    pub iat: i64,
    /// When it expires.
    pub exp: i64,
    /// The key that the host signs with (RFC 7800).
    pub cnf: Confirmation,
    /// Key groups whose products the host may activate.
    pub groups: Vec<u16>,
    /// The host's extended PID.
    pub epid: String,
}

/// The `cnf` claim.
#[derive(Clone, Serialize, Deserialize)]
pub struct Confirmation {
    /// The public key.
    pub jwk: Jwk,
}
