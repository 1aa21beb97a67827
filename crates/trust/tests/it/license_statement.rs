//! A statement answers one question, by one key, which every activation of its machine binds.

use muster_core::{
    code,
    id::{ActivationId, Cmid, Nonce},
};
use muster_proto::{
    jwk::Jwk,
    license_statement::{LicenseStatement, VERSION},
};
use muster_trust::{jwk::SigningKey, license_statement, machine_key};
use std::collections::BTreeSet;

const PRODUCT: ActivationId = ActivationId::from_bytes([1; 16]);
const NONCE: Nonce = Nonce::from_bytes([2; 16]);

fn statement() -> LicenseStatement {
    LicenseStatement {
        ver: VERSION,
        sub: Cmid::from_bytes([3; 16]),
        aud: PRODUCT,
        nonce: NONCE,
        latest: 1_800_000_000,
        enrolled: vec![("system".into(), u64::MAX), ("of a later version".into(), 1)],
        root: Jwk { kty: "OKP".into(), crv: "Ed25519".into(), x: String::new(), d: None },
        pack: String::new(),
        installed: 1_800_000_000,
        hardware_changed: None,
        non_genuine: None,
        last_code: Some(code::COUNT_TOO_LOW),
        activation: None,
    }
}

fn key(secret: &[u8]) -> SigningKey {
    machine_key::signing_key(secret).expect("a key")
}

#[test]
fn a_statement_says_who_signed_it_and_answers_one_question() {
    let body = license_statement::sign(&statement(), key(b"secret")).expect("signed");
    let (found, signer) = license_statement::open(&body, PRODUCT, NONCE).expect("genuine");
    assert_eq!((found.last_code, signer), (Some(code::COUNT_TOO_LOW), key(b"secret").public()));
    assert_eq!(found.fingerprint().len(), 1);
    let refused = |product, nonce| license_statement::open(&body, product, nonce).expect_err("refused").code();
    assert_eq!(refused(PRODUCT, Nonce::from_bytes([9; 16])), code::NONCE_MISMATCH);
    assert_eq!(refused(ActivationId::from_bytes([9; 16]), NONCE), code::NONCE_MISMATCH);
    let mut other = body.clone();
    other.jwk = Jwk::from(key(b"other").public());
    let error = license_statement::open(&other, PRODUCT, NONCE).expect_err("another's signature");
    assert_eq!(error.code(), code::SIGNATURE_INVALID);
}

#[test]
fn a_nonce_is_that_of_one_key_and_one_salt() {
    let (key, other) = (key(b"secret").public(), key(b"other").public());
    let nonces: BTreeSet<Nonce> = [(key, 1), (key, 2), (other, 1), (other, 2)]
        .map(|(key, salt)| machine_key::bound_nonce(&key, &[salt; 16]))
        .into();
    assert_eq!(nonces.len(), 4);
    assert!(nonces.contains(&machine_key::bound_nonce(&key, &[1; 16])));
}
