//! Signed documents: what opens, and why not.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_trust::{
    jwk::{PublicKey, SigningKey},
    jws::{self, Kind, Signer},
};
use std::sync::Arc;

const KINDS: [(Kind, &str); 6] = [
    (Kind::Activation, "muster-activation+jwt"),
    (Kind::DirectoryLicense, "muster-directory-license+jwt"),
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
    Signer::new(kind, Arc::new(key(seed))).seal(&vec![1, 2, 3]).expect("a document")
}

/// Opens a pack that key 1 must have signed: its claims, or why it does not open.
fn check(document: &str, expected: &str) {
    let found = match jws::open::<Vec<u8>>(document, Kind::Pack, &public(1)) {
        Ok(claims) => format!("{claims:?}"),
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
                jws::open::<Vec<u8>>(&document, other, &public(1)).is_ok(),
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

#[test]
fn a_document_that_does_not_open_says_why() {
    let form = "not a signed document (JWS compact with three parts)";
    let good = sealed(Kind::Pack, 1);
    check(&good, "[1, 2, 3]");
    let [header, payload, signature] = good.split('.').collect::<Vec<_>>()[..] else { panic!("three parts") };
    check("", form);
    check(payload, form);
    check(&format!("{header}.{payload}"), form);
    check(&format!("!.{payload}.{signature}"), form);
    check(&format!("{payload}.{payload}.{signature}"), form);
    check(&format!("{header}.{payload}.!"), form);
    let with = |alg: &str, typ: &str| {
        let header = URL_SAFE_NO_PAD.encode(format!(r#"{{"alg":"{alg}","typ":"{typ}","kid":""}}"#));
        format!("{header}.{payload}.{signature}")
    };
    let kind = |found: &str| format!("a document of type '{found}' where 'muster-pack+jwt' is needed");
    check(&with("none", "muster-pack+jwt"), &kind("muster-pack+jwt (none)"));
    check(&with("EdDSA", "JWT"), &kind("JWT (EdDSA)"));
    check(&with("EdDSA", "muster-pack+jwt"), &format!("the signature is not that of key {}", public(1).thumbprint()));
    check(&sealed(Kind::Pack, 2), &format!("the signature is not that of key {}", public(1).thumbprint()));
    let number = Signer::new(Kind::Pack, Arc::new(key(1))).seal(&7).expect("a document");
    check(&number, "signed, but not readable: invalid type: integer `7`, expected a sequence at line 1 column 1");
}

#[test]
fn one_of_several_keys_opens_and_is_named() {
    let document = sealed(Kind::Pack, 2);
    let open = |seeds: &[u8]| {
        let keys: Vec<PublicKey> = seeds.iter().map(|seed| public(*seed)).collect();
        let opened = jws::open_by::<Vec<u8>>(&document, Kind::Pack, &keys);
        opened.map(|(claims, key)| (claims, *key)).map_err(|error| error.to_string())
    };
    assert_eq!(open(&[1, 2, 3]), Ok((vec![1, 2, 3], public(2))));
    assert_eq!(open(&[1, 3]), Err(format!("the signature is not that of key {}", public(3).thumbprint())));
    assert_eq!(open(&[]), Err("not a signed document (JWS compact with three parts)".into()));
}
