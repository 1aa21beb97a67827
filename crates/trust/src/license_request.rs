//! Proof of possession: the key that a license is to bind signs the request for it, as it does in a certificate request (RFC 2986).

use crate::{
    jwk::{PublicKey, Sign},
    jws::SealError,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_proto::{authority::LicenseRequest, jwk::Jwk};

/// Stands before what is signed, so that the signature is good for nothing else.
const CONTEXT: &[u8] = b"muster-license-request-1\0";

/// The request with `key` as the key to bind, signed by it.
pub fn sign(request: LicenseRequest, key: &dyn Sign) -> Result<LicenseRequest, SealError> {
    let unsigned = LicenseRequest { jwk: Jwk::from(key.public()), signature: String::new(), ..request };
    let signature = URL_SAFE_NO_PAD.encode(key.sign(&message(&unsigned)?)?);
    Ok(LicenseRequest { signature, ..unsigned })
}

/// The key that is to be bound, if it signed this request.
pub fn verified_key(request: &LicenseRequest) -> Option<PublicKey> {
    let key = PublicKey::try_from(&request.jwk).ok()?;
    let signature = URL_SAFE_NO_PAD.decode(&request.signature).ok()?;
    let unsigned = LicenseRequest { signature: String::new(), ..request.clone() };
    let message = message(&unsigned).ok()?;
    key.verifies(&message, &signature).then_some(key)
}

/// The JSON of the request with an empty signature, its members in the order of the type.
fn message(unsigned: &LicenseRequest) -> Result<Vec<u8>, serde_json::Error> {
    Ok([CONTEXT, &serde_json::to_vec(unsigned)?].concat())
}
