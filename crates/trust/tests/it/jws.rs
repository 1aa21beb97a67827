//! Signed documents: what opens, and why not.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_trust::{
    jwk::{PublicKey, Sign, SigningKey},
    jws::{self, Kind, Signer},
};
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

const KINDS: [(Kind, &str); 7] = [
    (Kind::Activation, "muster-activation+jwt"),
    (Kind::DirectoryLicense, "muster-directory-license+jwt"),
    (Kind::Enrolment, "muster-enrolment+jwt"),
    (Kind::HostLicense, "muster-host-license+jwt"),
    (Kind::IssuanceLicense, "muster-issuance-license+jwt"),
    (Kind::MakLicense, "muster-mak-license+jwt"),
    (Kind::Pack, "muster-pack+jwt"),
];

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed([seed; 32]).expect("a key")
}

fn public(seed: u8) -> PublicKey {
    key(seed).public()
}

fn sealed(kind: Kind, seed: u8) -> String {
    Signer::new(kind, Arc::new(key(seed))).seal(&json!({"ver": 1, "numbers": [1, 2, 3]})).expect("a document")
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
struct Claims {
    numbers: Vec<u8>,
}

/// Opens a pack that key 1 must have signed: its claims, or why it does not open.
fn check(document: &str, expected: &str) {
    let found = match jws::open::<Claims>(document, Kind::Pack, &public(1)) {
        Ok(claims) => format!("{:?}", claims.numbers),
        Err(error) => error.to_string(),
    };
    assert_eq!(found, expected, "{document}");
}

#[test]
fn each_kind_has_its_type_and_opens_as_no_other() {
    for (kind, typ) in KINDS {
        assert_eq!(kind.typ(), typ);
        let document = sealed(kind, 1);
        let header = document.split('.').next().expect("a header");
        let header = String::from_utf8(URL_SAFE_NO_PAD.decode(header).expect("base64url")).expect("UTF-8");
        assert_eq!(header, format!(r#"{{"alg":"EdDSA","typ":"{typ}","kid":"{}"}}"#, public(1).thumbprint()));
        for (other, _) in KINDS {
            assert_eq!(
                jws::open::<Claims>(&document, other, &public(1)).is_ok(),
                kind == other,
                "{kind:?} as {other:?}"
            );
            assert_eq!(other.is_of(&format!(" {document}\n")), kind == other, "{kind:?} as {other:?}");
        }
    }
    for none in ["", "a.b.c", "e30.e30.e30"] {
        assert!(!Kind::Pack.is_of(none), "{none}");
    }
}

const FORM: &str = "not a signed document (JWS compact with three parts)";

#[test]
fn a_document_that_does_not_open_says_why() {
    let good = sealed(Kind::Pack, 1);
    check(&good, "[1, 2, 3]");
    let [header, payload, signature] = good.split('.').collect::<Vec<_>>()[..] else { panic!("three parts") };
    check("", FORM);
    check(payload, FORM);
    check(&format!("{header}.{payload}"), FORM);
    check(&format!("!.{payload}.{signature}"), FORM);
    check(&format!("{header}.{payload}.!"), FORM);
    check(
        &format!("{header}.{header}.{signature}"),
        &format!("the signature is not that of key {}", public(1).thumbprint()),
    );
    let number = Signer::new(Kind::Pack, Arc::new(key(1))).seal(&json!({"ver": 1})).expect("a document");
    check(&number, "signed, but not readable: missing field `numbers` at line 1 column 9");
}

/// Signs this header, whatever it says, over claims that are good.
fn with_header(header: &str) -> String {
    let payload = URL_SAFE_NO_PAD.encode(r#"{"ver":1,"numbers":[7]}"#);
    let signed = format!("{}.{payload}", URL_SAFE_NO_PAD.encode(header));
    let signature = URL_SAFE_NO_PAD.encode(key(1).sign(signed.as_bytes()).expect("a signature"));
    format!("{signed}.{signature}")
}

/// The signature is good in every line: the header alone decides.
#[test]
fn a_header_is_understood_to_its_last_member_or_refused() {
    let (own, other) = (public(1).thumbprint(), public(2).thumbprint());
    let header = |members: &str| with_header(&members.replace("OWN", &own).replace("OTHER", &other));
    let unknown = |member: &str, column: usize| {
        format!(
            "the header is not that of a document of Muster: unknown field `{member}`, expected one of `alg`, `typ`, `kid` at line 1 column {column}"
        )
    };
    let kind = |found: &str| format!("a document of type '{found}' where 'muster-pack+jwt' is needed");
    check(&header(r#"{"alg":"EdDSA","typ":"muster-pack+jwt","kid":"OWN"}"#), "[7]");
    check(&header(r#"{"kid":"OWN","typ":"muster-pack+jwt","alg":"EdDSA"}"#), "[7]");
    // RFC 7515, 4.1.11: whoever does not understand what is critical must refuse.
    check(&header(r#"{"crit":["muster-x"],"alg":"EdDSA","typ":"muster-pack+jwt","kid":"OWN"}"#), &unknown("crit", 7));
    check(&header(r#"{"crit":[],"alg":"EdDSA","typ":"muster-pack+jwt","kid":"OWN"}"#), &unknown("crit", 7));
    check(&header(r#"{"jwk":{},"alg":"EdDSA","typ":"muster-pack+jwt","kid":"OWN"}"#), &unknown("jwk", 6));
    check(&header(r#"{"b64":false,"alg":"EdDSA","typ":"muster-pack+jwt","kid":"OWN"}"#), &unknown("b64", 6));
    let one_key = format!("signed by key {other}; trusted here: {own}");
    check(&header(r#"{"alg":"EdDSA","typ":"muster-pack+jwt","kid":"OTHER"}"#), &one_key);
    check(
        &header(r#"{"alg":"EdDSA","typ":"muster-pack+jwt","kid":""}"#),
        &format!("signed by key ; trusted here: {own}"),
    );
    let missing = "the header is not that of a document of Muster: missing field `kid` at line 1 column 39";
    check(&header(r#"{"alg":"EdDSA","typ":"muster-pack+jwt"}"#), missing);
    let twice = "the header is not that of a document of Muster: duplicate field `alg` at line 1 column 19";
    check(&header(r#"{"alg":"none","alg":"EdDSA","typ":"muster-pack+jwt","kid":"OWN"}"#), twice);
    check(&header(r#"{"alg":"none","typ":"muster-pack+jwt","kid":"OWN"}"#), &kind("muster-pack+jwt (none)"));
    check(&header(r#"{"alg":"HS256","typ":"muster-pack+jwt","kid":"OWN"}"#), &kind("muster-pack+jwt (HS256)"));
    check(&header(r#"{"alg":"EdDSA","typ":"JWT","kid":"OWN"}"#), &kind("JWT (EdDSA)"));
    check(&header(r#"["EdDSA","muster-pack+jwt","OWN"]"#), FORM);
    check(&header(r#"{"alg":"EdDSA""#), FORM);
}

/// Claims of another version may mean anything: they are refused by name before they are read.
#[test]
fn claims_of_an_unknown_version_are_refused_by_name() {
    let with = |claims: serde_json::Value| Signer::new(Kind::Pack, Arc::new(key(1))).seal(&claims).expect("a document");
    let refused = |found: u32| {
        format!("a document of type 'muster-pack+jwt' and version {found}; this Muster reads version 1: update Muster")
    };
    check(&with(json!({"ver": 1, "numbers": []})), "[]");
    check(&with(json!({"ver": 2, "numbers": "other"})), &refused(2));
    check(&with(json!({"numbers": []})), &refused(0));
    for (kind, _) in KINDS {
        assert_eq!(kind.version(), 1, "{kind:?}");
    }
}

#[test]
fn the_key_that_the_header_names_opens() {
    let document = sealed(Kind::Pack, 2);
    let open = |seeds: &[u8]| {
        let keys: Vec<PublicKey> = seeds.iter().map(|seed| public(*seed)).collect();
        let opened = jws::open_by::<Claims>(&document, Kind::Pack, &keys);
        opened.map(|(claims, key)| (claims.numbers, *key)).map_err(|error| error.to_string())
    };
    let refused = |trusted: &str| Err(format!("signed by key {}; trusted here: {trusted}", public(2).thumbprint()));
    assert_eq!(open(&[1, 2, 3]), Ok((vec![1, 2, 3], public(2))));
    assert_eq!(open(&[1, 3]), refused(&format!("{}, {}", public(1).thumbprint(), public(3).thumbprint())));
    assert_eq!(open(&[]), refused(""));
}

/// A key that is elsewhere signs the same bytes, and makes the same document.
#[test]
fn what_is_signed_elsewhere_is_the_same_document() {
    let claims = json!({"ver": 1, "numbers": [1, 2, 3]});
    for (kind, typ) in KINDS {
        let input = jws::signing_input(kind, &public(1), &claims).expect("encoded");
        let head = URL_SAFE_NO_PAD.decode(jws::header(kind, &public(1))).expect("base64url");
        assert!(String::from_utf8(head).expect("text").contains(typ), "{typ}");
        assert!(input.starts_with(&format!("{}.", jws::header(kind, &public(1)))), "{input}");
        let signature = key(1).sign(input.as_bytes()).expect("signed");
        assert_eq!(jws::signed(input, &signature), sealed(kind, 1));
    }
}
