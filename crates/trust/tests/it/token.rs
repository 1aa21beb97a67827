//! Activations that a certificate of the site signs.

use crate::certificate::{Authority, Issued};
use aws_lc_rs::{
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_ASN1_SIGNING, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm,
        Ed25519KeyPair,
    },
};
use muster_core::{
    code,
    id::{ActivationId, Cmid, HardwareId, HostId, Nonce},
    sentence::Sentence,
};
use muster_proto::activation::Activation;
use muster_trust::token::{self, TokenError, ecdsa_der, token_error};
use rustls_pki_types::CertificateDer;

fn activation() -> Activation {
    Activation {
        ver: muster_proto::activation::VERSION,
        iss: HostId::from_bytes([1; 16]),
        sub: Cmid::from_bytes([2; 16]),
        aud: ActivationId::from_bytes([3; 16]),
        nonce: Nonce::from_bytes([4; 16]),
        hardware: HardwareId::from_bytes([5; 16]),
        count: 1,
        iat: 1_800_000_000,
        exp: None,
        pack: 1,
        activation_interval: 120,
        renewal_interval: 10_080,
        epid: "epid".into(),
    }
}

fn ecdsa(issued: &Issued, algorithm: &'static EcdsaSigningAlgorithm, message: &[u8]) -> Vec<u8> {
    let key = EcdsaKeyPair::from_pkcs8(algorithm, &issued.pkcs8).expect("a key");
    key.sign(&SystemRandom::new(), message).expect("a signature").as_ref().to_vec()
}

fn open(document: &str, issued: &Issued) -> Result<Activation, TokenError> {
    token::open(document, &CertificateDer::from(issued.der.as_slice()))
}

#[test]
fn what_a_certificate_signed_opens_by_it() {
    let authority = Authority::new("Site CA");
    let alice = authority.issue("Alice", 1);
    let by = |sign: &dyn Fn(&[u8]) -> Vec<u8>| token::seal(&activation(), |message| Ok(sign(message))).expect("sealed");
    let sealed = by(&|message| ecdsa(&alice, &ECDSA_P256_SHA256_ASN1_SIGNING, message));
    assert_eq!(open(&sealed, &alice), Ok(activation()));
    // A PKCS#11 token gives the bare numbers, a different pair each time: some begin with a zero or with the sign's bit.
    for _ in 0..64 {
        let sealed = by(&|message| ecdsa_der(&ecdsa(&alice, &ECDSA_P256_SHA256_FIXED_SIGNING, message)));
        assert_eq!(open(&sealed, &alice), Ok(activation()));
    }
    let bob = authority.issue_ed25519("Bob", 2);
    let key = Ed25519KeyPair::from_pkcs8(&bob.pkcs8).expect("a key");
    let sealed = by(&|message| key.sign(message).as_ref().to_vec());
    assert_eq!(open(&sealed, &bob), Ok(activation()));
    assert!(open(&sealed, &alice).is_err(), "another certificate");
}

#[test]
fn what_it_did_not_sign_is_refused() {
    let alice = Authority::new("Site CA").issue("Alice", 1);
    let sealed = token::seal(&activation(), |message| Ok(ecdsa(&alice, &ECDSA_P256_SHA256_ASN1_SIGNING, message)));
    let sealed = sealed.expect("sealed");
    let (payload, signature) = sealed.split_once('.').expect("two parts");
    let flip = |text: &str| text.replacen(['e', 'E'], "a", 1);
    let shortened = format!("{}.{signature}", &payload[..40]);
    let garbage = ecdsa(&alice, &ECDSA_P256_SHA256_ASN1_SIGNING, b"e30");
    let garbage = token::seal(&activation(), |_| Ok(garbage.clone())).expect("sealed");
    let signed_garbage = format!("e30.{}", garbage.split_once('.').expect("two parts").1);
    for document in ["", payload, &flip(&sealed), &shortened, &format!("{payload}.!"), &signed_garbage] {
        let refused = open(document, &alice).expect_err("refused");
        assert_eq!(refused.code, code::TOKEN_CHAIN, "{document}");
        assert_eq!(refused.to_string(), "the stored activation is not what the certificate signed", "{document}");
    }
    assert!(token::open(&sealed, &CertificateDer::from(&b"none"[..])).is_err());
}

#[test]
fn a_token_that_does_not_sign_says_why() {
    let refused = token_error(code::TOKEN_CRITERIA, Sentence::foreign("no PIN"));
    assert_eq!(refused.to_string(), "no PIN");
    assert_eq!(token::seal(&activation(), |_| Err(refused.clone())), Err(refused));
}

#[test]
fn the_numbers_of_ecdsa_are_written_as_der_integers() {
    let check = |bare: &[u8], expected: &[u8]| assert_eq!(ecdsa_der(bare), expected, "{bare:?}");
    check(&[1, 2, 3, 4], &[0x30, 8, 2, 2, 1, 2, 2, 2, 3, 4]);
    check(&[0, 2, 0, 4], &[0x30, 6, 2, 1, 2, 2, 1, 4]);
    check(&[0x7F, 2, 0x80, 4], &[0x30, 9, 2, 2, 0x7F, 2, 2, 3, 0, 0x80, 4]);
    check(&[0, 0, 0, 0], &[0x30, 6, 2, 1, 0, 2, 1, 0]);
}
