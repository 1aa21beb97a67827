//! Ed25519 and X25519 keys as JSON Web Keys (RFC 8037): the document alone. `muster-trust` makes keys of it.

use serde::{Deserialize, Serialize};

/// `{"kty":"OKP","crv":"Ed25519","x":…}`, and `d` where it is a private key. Binary values are base64url without padding.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Jwk {
    /// `OKP`.
    pub kty: String,
    /// `Ed25519`, or `X25519` for a key that others seal to.
    pub crv: String,
    /// The 32 bytes of the public key.
    pub x: String,
    /// The 32 secret bytes of the private key (RFC 8032 seed).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub d: Option<String>,
}

impl std::fmt::Debug for Jwk {
    /// Without the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Jwk({} {})", self.crv, self.x)
    }
}
