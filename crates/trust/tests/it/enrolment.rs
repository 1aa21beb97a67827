//! Enrolment files: which a machine takes, and why not another.

use crate::documents::{Changes, key, pack_version};
use muster_core::{client::discovery::HostAddress, code, time::Moment};
use muster_proto::{enrolment::Enrolment, jwk::Jwk};
use muster_trust::{
    anchors::TrustAnchors,
    enrolment::open,
    jwk::PublicKey,
    jws::{Kind, Signer},
};

const NOW: Moment = Moment::from_unix(1_800_000_000);

fn public(seed: u8) -> PublicKey {
    key(seed).public()
}

fn print(seed: u8) -> String {
    public(seed).thumbprint()
}

fn claims(root: u8, pack: &str) -> Enrolment {
    Enrolment {
        ver: 1,
        iss: "contoso".into(),
        iat: NOW.unix() - 10,
        exp: NOW.unix() + 10,
        root: Jwk::from(public(root)),
        pack: pack.into(),
        products: Vec::new(),
        product_key: None,
        host: Some(HostAddress { name: "kms.corp.test".into(), port: 1688 }),
        domain: None,
        config: None,
    }
}

fn signed(seed: u8, claims: &impl serde::Serialize) -> String {
    Signer::new(Kind::Enrolment, key(seed)).seal(claims).expect("a document")
}

fn installed(root: u8, version: u32) -> TrustAnchors {
    TrustAnchors::open(&pack_version(root, version, Changes::default()), &public(root)).expect("a pack")
}

/// The version of the pack that is trusted after a file, or code and sentence of the refusal.
#[track_caller]
fn check(document: &str, installed: Option<&TrustAnchors>, expected_root: Option<&str>, expected: &str) {
    let found = match open(document, installed, expected_root, NOW) {
        Ok(file) => {
            assert_eq!(file.claims.host.map(|host| host.name).as_deref(), Some("kms.corp.test"));
            format!("version {}", file.anchors.pack.version)
        }
        Err(error) => format!("{} {error}", error.code()),
    };
    assert!(found.starts_with(expected), "{found}");
}

#[test]
fn a_new_machine_takes_a_file_of_the_key_that_it_names() {
    let good = signed(1, &claims(1, &pack_version(1, 7, Changes::default())));
    check(&format!(" {good}\n"), None, None, "version 7");
    check(&good, None, Some(&print(1)), "version 7");
    let other =
        format!("{} the enrolment file is of root key {}; expected is {}", code::SIGNATURE_INVALID, print(1), print(2));
    check(&good, None, Some(&print(2)), &other);
}

#[test]
fn a_damaged_file_is_refused() {
    let pack = pack_version(1, 7, Changes::default());
    let good = signed(1, &claims(1, &pack));
    let invalid =
        |sentence: &str| format!("{} the enrolment file is not accepted: {sentence}", code::SIGNATURE_INVALID);
    check("", None, None, &invalid("not a signed document"));
    check(&good[..good.len() - 200], None, None, &invalid("not a signed document"));
    check(&pack, None, None, &invalid("a document of type 'muster-pack+jwt (EdDSA)'"));
    // Claims that another file of the same key carries.
    let [header, _, signature] = good.split('.').collect::<Vec<_>>()[..] else { panic!("three parts") };
    let longer = signed(1, &Enrolment { exp: NOW.unix() + 99_999, ..claims(1, &pack) });
    let swapped = format!("{header}.{}.{signature}", longer.split('.').nth(1).expect("claims"));
    check(&swapped, None, None, &invalid("the signature is not that of key"));
}

/// Root key and pack are public: whoever has them signs with a key of its own, or brings root and pack of its own.
#[test]
fn what_the_vendor_did_not_sign_is_refused() {
    let pack = pack_version(1, 7, Changes::default());
    let by_another =
        format!("{} the enrolment file is of root key {}; expected is {}", code::SIGNATURE_INVALID, print(2), print(1));
    check(&signed(2, &claims(1, &pack)), None, None, &by_another);
    let foreign_pack = format!("{} the license pack is not accepted: signed by key", code::SIGNATURE_INVALID);
    check(&signed(2, &claims(2, &pack)), None, None, &foreign_pack);
    let theirs = signed(2, &claims(2, &pack_version(2, 9, Changes::default())));
    check(&theirs, Some(&installed(1, 7)), None, &by_another);
    check(&theirs, None, Some(&print(1)), &by_another);
    // It is genuine where nothing is trusted yet and nobody compares: that is what the thumbprint is for.
    check(&theirs, None, None, "version 9");
    let vendor = Enrolment { iss: "fabrikam".into(), ..claims(1, &pack) };
    let not_theirs = format!("{} the document is of vendor 'fabrikam'", code::SIGNATURE_INVALID);
    check(&signed(1, &vendor), None, None, &not_theirs);
}

#[test]
fn a_file_is_of_use_within_its_term() {
    let pack = pack_version(1, 7, Changes::default());
    let at =
        |iat: i64, exp: i64| signed(1, &Enrolment { iat: NOW.unix() + iat, exp: NOW.unix() + exp, ..claims(1, &pack) });
    check(&at(-10, 1), None, None, "version 7");
    check(&at(-10, 0), None, None, &format!("{} the enrolment file could be used until", code::PACK_VERSION));
    check(&at(14_400, 99_999), None, None, "version 7");
    check(&at(14_401, 99_999), None, None, &format!("{} the enrolment file is in force from", code::CLOCK_SKEW));
}

#[test]
fn a_file_of_a_newer_form_is_refused_by_its_version() {
    let newer = serde_json::json!({ "ver": 2, "anything": true });
    let expected = format!(
        "{} the enrolment file is not accepted: a document of type 'muster-enrolment+jwt' and version 2; this Muster reads version 1",
        code::PACK_VERSION
    );
    check(&signed(1, &newer), None, None, &expected);
    check(&signed(1, &newer), Some(&installed(1, 7)), None, &expected);
}

#[test]
fn a_client_keeps_the_newer_of_its_pack_and_the_files() {
    let of = |version| signed(1, &claims(1, &pack_version(1, version, Changes::default())));
    for (file, expected) in [(6, "version 7"), (7, "version 7"), (8, "version 8")] {
        check(&of(file), Some(&installed(1, 7)), None, expected);
    }
}

/// The vendor has changed its root key: the pack that leads from the old to the new one is in the file.
#[test]
fn a_client_of_an_earlier_root_key_takes_a_file_of_the_next() {
    let both = Changes { roots: vec![Jwk::from(public(1)), Jwk::from(public(2))], ..Changes::default() };
    let alone = Changes { roots: vec![Jwk::from(public(2))], ..Changes::default() };
    let history = format!("{}\n{}\n", pack_version(1, 2, both), pack_version(2, 3, alone));
    let next = signed(2, &claims(2, &history));
    check(&next, Some(&installed(1, 1)), None, "version 3");
    check(&next, None, Some(&print(2)), "version 3");
    // One that trusts the new key alone takes nothing of the old one any more.
    let followed = installed(1, 1).update(&history).expect("followed");
    let old = signed(1, &claims(1, &pack_version(1, 1, Changes::default())));
    check(&old, Some(&followed), None, &format!("{} the enrolment file is of root key", code::SIGNATURE_INVALID));
}
