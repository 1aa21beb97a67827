//! Licenses that bind a key: what the authority issues to a host, a directory, or a machine with a MAK.

use crate::jwk::Jwk;
use muster_core::id::HostId;
use serde::{Deserialize, Serialize};

/// The claims of such a license; its `typ` says which of them it is. `iat` and `exp` are seconds since the epoch.
#[derive(Clone, Serialize, Deserialize)]
pub struct License {
    /// The vendor.
    pub iss: String,
    /// Its holder: the host, the activation object or the machine.
    #[serde(with = "crate::as_text")]
    pub sub: HostId,
    /// When it was issued.
    pub iat: i64,
    /// When it expires.
    pub exp: i64,
    /// The key that the holder signs with (RFC 7800).
    pub cnf: Confirmation,
    /// Key groups whose products it covers.
    pub groups: Vec<u16>,
    /// The holder's extended PID.
    pub epid: String,
}

/// The `cnf` claim.
#[derive(Clone, Serialize, Deserialize)]
pub struct Confirmation {
    /// The public key.
    pub jwk: Jwk,
}
