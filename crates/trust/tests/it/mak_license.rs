//! What a MAK's license allows the one machine that it is for.

use crate::documents::{CMID, NOW, activation_with, key, license, one, stored, trust};
use muster_core::{
    code::{self, Code},
    id::{Cmid, HardwareId},
    time::Span,
};
use muster_proto::{activation::Activation, license::License};
use muster_trust::{
    chain::{self, VerifiedLicense},
    jws::{Kind, Signer},
};

/// A MAK's license, which binds the machine that the activation is for.
fn mak_license(change: impl FnOnce(&mut License)) -> VerifiedLicense {
    let license = license(|license| {
        (license.cmid, license.hardware) = (Some(CMID), Some(HardwareId::from_bytes([6; 16])));
        change(license);
    });
    let document = Signer::new(Kind::MakLicense, key(1)).seal(&license).expect("a document");
    VerifiedLicense::open(&document, Kind::MakLicense, &trust()).expect("genuine")
}

fn check_mak(change: fn(&mut License), activation: fn(&mut Activation), expected_code: Code) {
    let license = mak_license(change);
    let document = activation_with(2, one(), NOW, activation);
    let found = chain::open_activation(&document, &license, &stored(NOW)).map(drop).map_err(|error| error.code());
    assert_eq!(found.err().unwrap_or(code::SUCCESS), expected_code);
}

#[test]
fn a_license_by_a_mak_is_one_machines() {
    let to_license_end = |activation: &mut Activation| activation.exp = Some(activation.iat + 100 * 86_400);
    check_mak(|_| {}, to_license_end, code::SUCCESS);
    check_mak(|license| license.cmid = Some(Cmid::from_bytes([9; 16])), to_license_end, code::NONCE_MISMATCH);
    check_mak(|license| license.hardware = Some(HardwareId::from_bytes([9; 16])), to_license_end, code::NONCE_MISMATCH);
    let other = |activation: &mut Activation| activation.hardware = HardwareId::from_bytes([9; 16]);
    check_mak(|_| {}, other, code::NONCE_MISMATCH);
    // Signed ahead of time: it names no machine.
    check_mak(|license| (license.cmid, license.hardware) = (None, None), to_license_end, code::SUCCESS);
}

#[test]
fn an_activation_by_a_mak_is_permanent_or_ends_with_its_license() {
    let endless = |activation: &mut Activation| activation.exp = None;
    check_mak(|_| {}, endless, code::SIGNATURE_INVALID);
    check_mak(|license| license.permanent = true, endless, code::SUCCESS);
    let over = |activation: &mut Activation| activation.exp = Some(activation.iat + 100 * 86_400 + 1);
    check_mak(|_| {}, over, code::SIGNATURE_INVALID);
}

#[test]
fn a_license_that_names_no_hardware_is_by_telephone() {
    assert!(!mak_license(|_| {}).by_telephone());
    assert!(mak_license(|license| license.hardware = None).by_telephone());
}

#[test]
fn a_permanent_license_gives_an_activation_no_end() {
    let end = |permanent| mak_license(|license| license.permanent = permanent).mak_end(one(), NOW);
    assert_eq!(end(true), None);
    assert_eq!(end(false), Some(NOW + Span::days(100)));
}

/// A permanent activation by a key that ends contradicts itself: it ends.
#[test]
fn a_permanent_activation_ends_with_its_key() {
    let license = mak_license(|license| (license.permanent, license.ends) = (true, Some(NOW.unix() + 60)));
    let document = activation_with(2, one(), NOW, |activation| activation.exp = None);
    let opened = chain::open_activation(&document, &license, &stored(NOW)).expect("genuine");
    assert_eq!(opened.period().until, Some(NOW + Span::minutes(1)));
}
