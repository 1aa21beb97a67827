//! Licenses that bind a key: what the authority issues to a host, a directory, or a machine with a MAK.

use crate::jwk::Jwk;
use muster_core::{
    features::Features,
    id::{Cmid, HardwareId, HostId, Nonce},
};
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
    /// Digest of the holder's hardware; absent if the license was signed ahead of time, for an activation by telephone.
    #[serde(default, with = "crate::as_text::option", skip_serializing_if = "Option::is_none")]
    pub hardware: Option<HardwareId>,
    /// Client machine id of the holder; only the license of a MAK has one.
    #[serde(default, with = "crate::as_text::option", skip_serializing_if = "Option::is_none")]
    pub cmid: Option<Cmid>,
    /// Whether an activation by this license has no end, and the license cannot be returned.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub permanent: bool,
    /// What it allows, over the defaults of its products: of its key group, and over these of its key.
    #[serde(default, with = "crate::features", skip_serializing_if = "Features::is_empty")]
    pub features: Features,
    /// When the product key ends, seconds since the Unix epoch: no activation by the license lasts longer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<i64>,
    /// The request that was answered with the license; absent if it was signed ahead of time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<AnsweredRequest>,
}

/// A request, and when it was answered: the time that a holder may set its clock by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnsweredRequest {
    /// The nonce of the request.
    #[serde(with = "crate::as_text")]
    pub nonce: Nonce,
    /// When the authority answered, seconds since the Unix epoch.
    pub at: i64,
}

/// The `cnf` claim (RFC 7800).
#[derive(Clone, Serialize, Deserialize)]
pub struct Confirmation {
    /// The public key of the holder.
    pub jwk: Jwk,
}
