//! Issuance licenses, and the certificate chains that they accept.

use crate::{
    certificate::{Authority, Issued, PURPOSE, june},
    documents::{key, trust},
};
use muster_core::{code, features::Features, id::HostId, time::Moment};
use muster_proto::issuance_license::IssuanceLicense;
use muster_trust::{
    certificate::encode,
    issuance_license::{check_chain, open},
    jws::{Kind, Signer},
};
use rcgen::{KeyUsagePurpose, PKCS_ECDSA_P256_SHA256};
use rustls_pki_types::CertificateDer;

fn license(anchors: &[&Authority]) -> IssuanceLicense {
    IssuanceLicense {
        ver: muster_proto::issuance_license::VERSION,
        iss: "contoso".into(),
        sub: HostId::from_bytes([1; 16]),
        version: 1,
        grant: 1,
        iat: 1_800_000_000,
        exp: 1_900_000_000,
        groups: vec![9],
        description: "Smart cards".into(),
        validity_days: 180,
        anchors: anchors.iter().map(|authority| encode(&authority.der)).collect(),
        key_purpose: Some(PURPOSE.map(|part| part.to_string()).join(".")),
        require_crl: false,
        hardware_keys_only: false,
        features: Features::default(),
    }
}

#[test]
fn an_issuance_license_is_the_vendors_own() {
    let signed =
        |kind, seed, license: &IssuanceLicense| Signer::new(kind, key(seed)).seal(license).expect("a document");
    let check = |document: &str, expected: &str| {
        let found = open(document, &trust()).map_or_else(|error| error.to_string(), |license| license.description);
        assert!(found.starts_with(expected), "{found}");
    };
    let own = license(&[]);
    check(&format!(" {}\n", signed(Kind::IssuanceLicense, 1, &own)), "Smart cards");
    check(&signed(Kind::IssuanceLicense, 2, &own), "the issuance license is not accepted: signed by key");
    check(&signed(Kind::HostLicense, 1, &own), "the issuance license is not accepted: a document of type");
    let other = IssuanceLicense { iss: "fabrikam".into(), ..own };
    check(
        &signed(Kind::IssuanceLicense, 1, &other),
        "the document is of vendor 'fabrikam', the installed pack of 'contoso'",
    );
}

/// `good`, or the code and the sentence of the refusal.
fn verdict(license: &IssuanceLicense, chain: &[&[u8]], crls: &[Vec<u8>], at: Moment) -> String {
    let chain: Vec<CertificateDer<'_>> = chain.iter().map(|der| CertificateDer::from(*der)).collect();
    check_chain(license, &chain, crls, at).map_or_else(|error| format!("{} {error}", error.code), |()| "good".into())
}

fn check(license: &IssuanceLicense, chain: &[&[u8]], expected: &str) {
    assert_eq!(verdict(license, chain, &[], june(2027)), expected);
}

#[test]
fn a_chain_ends_in_an_anchor() {
    let (site, other) = (Authority::new("Site CA"), Authority::new("Other CA"));
    let branch = site.intermediate("Branch CA");
    let (alice, bob) = (site.issue("Alice", 1), branch.issue("Bob", 2));
    let unknown =
        format!("{} the chain does not end in a certificate that the issuance license names", code::TOKEN_CHAIN);
    check(&license(&[&site]), &[&alice.der], "good");
    check(&license(&[&other, &site]), &[&alice.der], "good");
    check(&license(&[&site]), &[&bob.der, &branch.der], "good");
    check(&license(&[&branch]), &[&bob.der], "good");
    check(&license(&[&site]), &[&bob.der], &unknown);
    check(&license(&[&other]), &[&alice.der], &unknown);
    check(&license(&[]), &[&alice.der], &unknown);
    check(&license(&[&site]), &[], &format!("{} no certificate", code::TOKEN_CERT_NOT_FOUND));
    let none = verdict(&license(&[&site]), &[b"none"], &[], june(2027));
    assert!(none.starts_with(&format!("{} not a certificate: ", code::TOKEN_CERTIFICATE)), "{none}");
}

#[test]
fn a_certificate_is_judged_by_the_time() {
    let site = Authority::new("Site CA");
    let alice = site.issue("Alice", 1);
    let check =
        |year, expected: &str| assert_eq!(verdict(&license(&[&site]), &[&alice.der], &[], june(year)), expected);
    check(2025, &format!("{} a certificate of the chain is not valid yet", code::TOKEN_CHAIN));
    check(2034, "good");
    check(2036, &format!("{} a certificate of the chain has expired", code::TOKEN_CHAIN));
}

#[test]
fn a_leaf_may_sign_and_has_the_purpose() {
    let site = Authority::new("Site CA");
    let with = |usages: &[KeyUsagePurpose], purpose: bool| -> Issued {
        site.issue_with("Carol", 3, &PKCS_ECDSA_P256_SHA256, |params| {
            params.key_usages = usages.to_vec();
            if !purpose {
                params.extended_key_usages.clear();
            }
        })
    };
    let (strict, lax) = (license(&[&site]), IssuanceLicense { key_purpose: None, ..license(&[&site]) });
    let usage = format!("{} its key usage does not allow digital signatures", code::TOKEN_CRITERIA);
    let purpose = format!("{} it lacks the key purpose 1.3.6.1.4.1.311.20.2.2", code::TOKEN_CRITERIA);
    check(&strict, &[&with(&[], true).der], "good");
    check(&strict, &[&with(&[KeyUsagePurpose::KeyEncipherment], true).der], &usage);
    check(&strict, &[&with(&[], false).der], &purpose);
    check(&lax, &[&with(&[], false).der], "good");
    let other = IssuanceLicense { key_purpose: Some("1.2.3".into()), ..license(&[&site]) };
    check(&other, &[&with(&[], true).der], &format!("{} it lacks the key purpose 1.2.3", code::TOKEN_CRITERIA));
}

#[test]
fn a_revocation_list_is_heard_and_may_be_required() {
    let (site, other) = (Authority::new("Site CA"), Authority::new("Other CA"));
    let (alice, eve) = (site.issue("Alice", 1), site.issue("Eve", 2));
    let lax = license(&[&site]);
    let strict = IssuanceLicense { require_crl: true, ..license(&[&site]) };
    let current = site.revoke(&[&eve], 2034).1;
    let old = site.revoke(&[&eve], 2027).1;
    let foreign = other.revoke(&[], 2034).1;
    let check = |license: &IssuanceLicense, issued: &Issued, lists: &[&Vec<u8>], expected: &str| {
        let lists: Vec<Vec<u8>> = lists.iter().map(|list| (*list).clone()).collect();
        let found = verdict(license, &[&issued.der], &lists, june(2030));
        assert_eq!(found.replacen(&format!("{} ", code::TOKEN_CHAIN), "", 1), expected);
    };
    for license in [&lax, &strict] {
        check(license, &alice, &[&current], "good");
        check(license, &eve, &[&current], "the certificate was revoked");
        check(license, &eve, &[&foreign, &current], "the certificate was revoked");
    }
    check(&lax, &alice, &[&foreign], "good");
    check(&lax, &alice, &[&old], "good");
    check(&lax, &eve, &[&old], "the certificate was revoked");
    check(&strict, &alice, &[], "the issuance license asks for a revocation list; there is none");
    check(&strict, &alice, &[&foreign], "no revocation list of its issuer says whether it is good");
    check(&strict, &alice, &[&old], "the revocation list has expired");
    let broken = verdict(&lax, &[&alice.der], &[b"none".to_vec()], june(2030));
    assert!(broken.starts_with(&code::TOKEN_CHAIN.to_string()), "{broken}");
}
