//! The keys of a machine. One signs what its agent tells, and every activation of the machine binds it; the other opens what is
//! sealed to the machine.

use crate::{
    jwk::{BadKey, PublicKey, SigningKey},
    key_derivation,
};
use aws_lc_rs::{
    agreement::{PrivateKey, X25519},
    digest,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::id::Nonce;
use muster_proto::jwk::Jwk;
use zeroize::Zeroizing;

/// Sets the keys apart from each other, and from whatever else is made of the same secret.
const SEALING: &[u8] = b"muster-machine-sealing-1";
const SIGNING: &[u8] = b"muster-machine-signing-1";
const BINDING: &[u8] = b"muster-machine-binding-1";

/// The key that signs, of the secret of a machine.
pub fn signing_key(secret: &[u8]) -> Result<SigningKey, BadKey> {
    SigningKey::from_seed(key_derivation::derive(secret, b"", SIGNING))
}

/// The nonce of a request that binds the machine's key to the answer: who answers signs the nonce, and nobody has another key that
/// makes the same. Nobody who does not know `salt`, 16 random bytes, tells it from a random one.
pub fn bound_nonce(key: &PublicKey, salt: &[u8; 16]) -> Nonce {
    let mut context = digest::Context::new(&digest::SHA256);
    [BINDING, salt, key.as_bytes()].iter().for_each(|part| context.update(part));
    let mut nonce = [0; 16];
    nonce.iter_mut().zip(context.finish().as_ref()).for_each(|(to, from)| *to = *from);
    Nonce::from_bytes(nonce)
}

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
