//! The enrolment file: all that makes a machine a client, as one document that the vendor has signed.

use crate::jwk::Jwk;
use muster_core::{client::discovery::HostAddress, id::ActivationId};
use serde::{Deserialize, Serialize};

/// Version of the claims.
pub const VERSION: u32 = 1;

/// The claims of an enrolment file. `iat` and `exp` are seconds since the epoch. It may hold a whole product key, so it is never
/// printed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Enrolment {
    /// Version of the claims: [`VERSION`].
    pub ver: u32,
    /// Issuer: the vendor's short name.
    pub iss: String,
    /// Issued at.
    pub iat: i64,
    /// Expires at: no machine is enrolled by it any more.
    pub exp: i64,
    /// The root key that a new client is to trust: the one that signed the newest pack.
    pub root: Jwk,
    /// The license pack as it is delivered, with the packs before it that changed the root key.
    pub pack: String,
    /// The products to install, each with its setup key (GVLK) in the pack, or with [`product_key`](Self::product_key).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub products: Vec<EnrolledProduct>,
    /// A MAK, or the setup key of a further product.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_key: Option<String>,
    /// The host to ask, in place of the one that DNS names.
    #[serde(default, with = "crate::as_text::option", skip_serializing_if = "Option::is_none")]
    pub host: Option<HostAddress>,
    /// The domain to look for hosts in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// The text of `client.toml`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub config: Option<String>,
}

/// A product to install.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EnrolledProduct(
    /// Its activation id.
    #[serde(with = "crate::as_text")]
    pub ActivationId,
);
