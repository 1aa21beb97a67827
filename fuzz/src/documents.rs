//! Documents: what the vendor and the holders of its licenses sign, and the files that they come in.

use crate::{
    certificates::LEAF,
    text,
    vendor::{Vendor, sign, signed},
};
use muster_client::decoders;
use muster_core::{
    client::license::Period,
    keys::{
        installation_id::{ConfirmationId, InstallationId},
        product_key::ProductKey,
    },
    time::Moment,
};
use muster_proto::{
    activation::Activation, enrolment::Enrolment, jwk::Jwk, license_statement::LicenseStatement, slot_file::SlotFile,
};
use muster_trust::{
    anchors::TrustAnchors,
    chain::{self, Expected, VerifiedLicense},
    enrolment, issuance_license,
    jwk::{PublicKey, SigningKey},
    jws::{self, Kind},
    sealed_slots,
};
use rustls_pki_types::CertificateDer;
use serde_json::Value;

const KINDS: [Kind; 11] = [
    Kind::Activation,
    Kind::Contact,
    Kind::DirectoryLicense,
    Kind::Enrolment,
    Kind::Evidence,
    Kind::HostLicense,
    Kind::IssuanceLicense,
    Kind::LicenseStatement,
    Kind::MakLicense,
    Kind::Order,
    Kind::Pack,
];
const KEY: &str = include_str!("../seeds/product-key/host.txt");
const IID: &str = include_str!("../seeds/phone-ids/iid.txt");
const CID: &str = include_str!("../seeds/phone-ids/cid.txt");

/// Any text as a document, and any text with a genuine signature.
pub(crate) fn jws(bytes: &[u8]) -> bool {
    let Some(text) = text(bytes) else { return false };
    let root = Vendor::new().root;
    let signed = sign(text.trim(), &root);
    let opened = |document: &str| {
        // One document is of one kind.
        let kinds =
            KINDS.into_iter().filter(|kind| jws::open::<Value>(document, *kind, &root.public()).is_ok()).count();
        assert!(kinds <= 1 && KINDS.into_iter().filter(|kind| kind.is_of(document)).count() <= 1, "{document}");
        kinds == 1
    };
    opened(text) | opened(&signed)
}

/// Any claims of a pack, alone and after another one.
pub(crate) fn pack(bytes: &[u8]) -> bool {
    let vendor = Vendor::new();
    let document = signed(Kind::Pack, bytes, &vendor.root);
    let opened = TrustAnchors::open(&document, &vendor.root.public());
    if let Ok(trust) = &opened {
        let again = TrustAnchors::open(trust.document(), &vendor.root.public()).expect("what was kept is opened again");
        assert_eq!(again.pack, trust.pack);
    }
    let updated = vendor.trust.update(&document);
    assert!(updated.is_err() || opened.is_ok());
    opened.is_ok()
}

/// Any claims of a license.
pub(crate) fn license(bytes: &[u8]) -> bool {
    let vendor = Vendor::new();
    let opened = [Kind::DirectoryLicense, Kind::HostLicense, Kind::MakLicense].map(|kind| {
        let license = VerifiedLicense::open(&signed(kind, bytes, &vendor.root), kind, &vendor.trust);
        license.map(|license| license.in_force(Moment::from_unix(i64::MAX))).is_ok()
    });
    opened.contains(&true)
}

/// Any claims of a statement by the machine itself, with a pack of the vendor in the place of none.
pub(crate) fn license_statement(bytes: &[u8]) -> bool {
    let Ok(mut claims) = serde_json::from_slice::<LicenseStatement>(bytes) else { return false };
    let vendor = Vendor::new();
    if claims.pack.is_empty() {
        vendor.trust.document().clone_into(&mut claims.pack);
    }
    decoders::license_statement(&claims, &vendor.root.public())
}

/// Any claims of an enrolment file, with root key and pack of the vendor in the place of none, on a new machine and on a client.
pub(crate) fn enrolment(bytes: &[u8]) -> bool {
    let Ok(mut claims) = serde_json::from_slice::<Enrolment>(bytes) else { return false };
    let vendor = Vendor::new();
    if claims.pack.is_empty() {
        vendor.trust.document().clone_into(&mut claims.pack);
        claims.root = Jwk::from(vendor.root.public());
    }
    let claims = serde_json::to_vec(&claims).expect("it can be written");
    let document = signed(Kind::Enrolment, &claims, &vendor.root);
    let opened = |trust: Option<&TrustAnchors>| {
        let at = serde_json::from_slice::<Enrolment>(&claims).map_or(0, |claims| claims.iat);
        enrolment::open(&document, trust, None, Moment::from_unix(at))
    };
    let (new, client) = (opened(None), opened(Some(&vendor.trust)));
    for file in new.iter().chain(&client) {
        assert!(file.anchors.pack.vendor == file.claims.iss);
    }
    new.is_ok() && client.is_ok()
}

/// Any claims of an activation.
pub(crate) fn activation(bytes: &[u8]) -> bool {
    let Ok(activation) = serde_json::from_slice::<Activation>(bytes) else { return false };
    let Period { from, until } = activation.period();
    assert!(from == Moment::from_unix(activation.iat) && until.is_some() == activation.exp.is_some());
    let _ = activation.grant();
    let vendor = Vendor::new();
    let (sub, aud, now) = (activation.sub, activation.aud, Moment::from_unix(activation.iat));
    let stored = Expected { cmid: sub, product: aud, now, nonce: None };
    let answer = Expected { nonce: Some(activation.nonce), ..stored };
    let (document, license) = (signed(Kind::Activation, bytes, &vendor.holder), vendor.license());
    [stored, answer].iter().all(|expected| chain::open_activation(&document, &license, expected).is_ok())
}

/// Any claims of an issuance license.
pub(crate) fn issuance_license(bytes: &[u8]) -> bool {
    let vendor = Vendor::new();
    let license = issuance_license::open(&signed(Kind::IssuanceLicense, bytes, &vendor.root), &vendor.trust);
    if let Ok(license) = &license {
        let leaf = [CertificateDer::from(LEAF)];
        drop(issuance_license::check_chain(license, &leaf, &[], Moment::from_unix(license.iat)));
    }
    license.is_ok()
}

/// An activation that a certificate signed.
pub(crate) fn token(bytes: &[u8]) -> bool {
    text(bytes).is_some_and(|text| muster_trust::token::open(text.trim(), &CertificateDer::from(LEAF)).is_ok())
}

/// A key document.
pub(crate) fn jwk(bytes: &[u8]) -> bool {
    let Some(text) = text(bytes) else { return false };
    if let Ok(key) = text.parse::<SigningKey>() {
        let again = SigningKey::try_from(&Jwk::from(&key)).expect("a key that was read is read again");
        assert_eq!(again.seed(), key.seed());
    }
    text.parse::<PublicKey>().is_ok()
}

/// An offline license file, with the ids of one machine.
pub(crate) fn slot_file(bytes: &[u8]) -> bool {
    let Ok(file) = serde_json::from_slice::<SlotFile>(bytes) else { return false };
    let name = file.storage_name();
    let key: ProductKey = KEY.trim().parse().expect("the seed");
    let iid: InstallationId = IID.trim().parse().expect("the seed");
    let cid: ConfirmationId = CID.trim().parse().expect("the seed");
    drop(sealed_slots::open_license(&[file], &key, &iid, &cid));
    !name.is_empty()
}
