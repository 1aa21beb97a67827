//! Keys and their documents.

use muster_core::sentence::Sentence;
use muster_proto::jwk::Jwk;
use muster_trust::jwk::{BadKey, PublicKey, Sign, SignError, SigningKey};

/// The key of RFC 8037, appendix A.
const X: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
const D: &str = "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A";
const THUMBPRINT: &str = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

fn document(kty: &str, crv: &str, x: &str, d: &str) -> String {
    format!(r#"{{"kty":"{kty}","crv":"{crv}","x":"{x}","d":"{d}"}}"#)
}

fn rfc_key() -> SigningKey {
    document("OKP", "Ed25519", X, D).parse().expect("a key")
}

#[test]
fn the_key_of_the_rfc_has_its_thumbprint_and_its_signature() {
    let key = rfc_key();
    assert_eq!(key.public().thumbprint(), THUMBPRINT);
    // RFC 8037, appendix A.4: header and payload, and the signature over them.
    let message = b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
    let signature = key.sign(message).expect("a signature");
    let hex: String = signature.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(
        hex,
        "860c98d2297f3060a33f42739672d61b53cf3adefed3d3c672f320dc021b411e9d59b8628dc351e248b88b29468e0e41855b0fb7d83bb15be902bfccb8cd0a02"
    );
    assert!(key.public().verifies(message, &signature));
    assert!(!key.public().verifies(b"another message", &signature));
    assert!(!key.public().verifies(message, &signature[1..]));
    assert_eq!(Sign::public(&key), key.public());
}

#[test]
fn a_key_comes_back_from_its_document() {
    let key = rfc_key();
    let jwk = Jwk::from(&key);
    assert_eq!((jwk.kty.as_str(), jwk.crv.as_str(), jwk.x.as_str(), jwk.d.as_deref()), ("OKP", "Ed25519", X, Some(D)));
    let read = SigningKey::try_from(&jwk).expect("a key");
    assert_eq!((read.seed(), read.public()), (key.seed(), key.public()));
    let public = Jwk::from(key.public());
    assert_eq!((public.kty.as_str(), public.crv.as_str(), public.x.as_str(), public.d), ("OKP", "Ed25519", X, None));
    assert_eq!(document("OKP", "Ed25519", X, "").parse::<PublicKey>(), Ok(key.public()));
    assert_eq!(PublicKey::from_bytes(key.public().as_bytes()), Some(key.public()));
    assert_eq!(SigningKey::from_seed(*key.seed()).expect("a key").public(), key.public());
}

#[test]
fn what_is_no_key_is_refused() {
    let other = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let refused = |text: &str| {
        assert_eq!(text.parse::<SigningKey>().map(|key| key.public()), Err(BadKey), "{text}");
    };
    refused("");
    refused(&document("EC", "Ed25519", X, D));
    refused(&document("OKP", "X25519", X, D));
    refused(&document("OKP", "Ed25519", "AAAA", D));
    refused(&document("OKP", "Ed25519", "!", D));
    refused(&document("OKP", "Ed25519", other, D));
    refused(&document("OKP", "Ed25519", X, "AAAA"));
    refused(&document("OKP", "Ed25519", X, "!"));
    refused(&format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{X}"}}"#));
    for (kty, crv, x) in [("EC", "Ed25519", X), ("OKP", "X25519", X), ("OKP", "Ed25519", "AAAA")] {
        assert_eq!(document(kty, crv, x, "").parse::<PublicKey>(), Err(BadKey), "{kty} {crv} {x}");
    }
    assert_eq!(PublicKey::from_bytes(&[0; 31]), None);
    assert_eq!(BadKey.to_string(), "not an Ed25519 key (JWK with kty OKP, crv Ed25519)");
    assert_eq!(SignError(Sentence::foreign("no card")).to_string(), "the key does not sign: no card");
}

#[test]
fn output_names_a_key_by_its_thumbprint_and_shows_no_secret() {
    let key = rfc_key();
    assert_eq!(format!("{:?}", key.public()), THUMBPRINT);
    assert_eq!(format!("{key:?}"), format!("SigningKey({THUMBPRINT})"));
}
