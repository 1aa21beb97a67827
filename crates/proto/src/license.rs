//! Licenses that bind a key: what the authority issues to a host, a directory, or a machine with a MAK.

use crate::jwk::Jwk;
use muster_core::id::HostId;
use serde::{Deserialize, Serialize};

/// Version of the claims.
pub const VERSION: u32 = 1;

/// The claims of a license; the `typ` of the document tells its kind. `iat` and `exp` are seconds since the Unix epoch.
#[derive(Clone, Serialize, Deserialize)]
pub struct License {
    /// Version of the claims: [`VERSION`].
    pub ver: u32,
    /// Issuer: the vendor's short name.
    pub iss: String,
    /// Subject: the host, activation object or machine that holds it.
    #[serde(with = "crate::as_text")]
    pub sub: HostId,
    /// Issued at.
    pub iat: i64,
    /// Expires at.
    pub exp: i64,
    /// The key that the holder signs with (RFC 7800).
    pub cnf: Confirmation,
    /// Numbers of the key groups whose products it covers.
    pub groups: Vec<u16>,
    /// Extended PID of the holder.
    pub epid: String,
}

/// The `cnf` claim (RFC 7800).
#[derive(Clone, Serialize, Deserialize)]
pub struct Confirmation {
    /// The public key of the holder.
    pub jwk: Jwk,
}
