//! The keys of a machine that a host manages, both of one secret: one signs what its agent tells, the other opens what is sealed
//! to it.

use crate::{
    jwk::{BadKey, SigningKey},
    key_derivation,
};
use aws_lc_rs::agreement::{PrivateKey, X25519};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_proto::jwk::Jwk;
use zeroize::Zeroizing;

/// Sets the second key apart from the first.
const SEALING: &[u8] = b"muster-machine-sealing-1";

/// The secret key (X25519) that opens what is sealed to a machine.
pub fn opening_key(machine: &SigningKey) -> Zeroizing<[u8; 32]> {
    Zeroizing::new(key_derivation::derive(machine.seed(), b"", SEALING))
}

/// The public key that belongs to it, as the machine announces it (RFC 8037).
pub fn sealing_jwk(machine: &SigningKey) -> Result<Jwk, BadKey> {
    let secret = PrivateKey::from_private_key(&X25519, &*opening_key(machine)).map_err(|_| BadKey)?;
    let public = secret.compute_public_key().map_err(|_| BadKey)?;
    Ok(Jwk { kty: "OKP".into(), crv: "X25519".into(), x: URL_SAFE_NO_PAD.encode(public.as_ref()), d: None })
}

/// The bytes of an announced public key.
pub fn sealing_key(jwk: &Jwk) -> Option<[u8; 32]> {
    let bytes = URL_SAFE_NO_PAD.decode(&jwk.x).ok().filter(|_| jwk.kty == "OKP" && jwk.crv == "X25519")?;
    bytes.try_into().ok()
}
