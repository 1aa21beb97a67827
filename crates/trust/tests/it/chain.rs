//! The chain of trust holds, and any change breaks it.

use muster_core::{
    client::license::{Intervals, Status},
    code::{self, Code},
    features::Features,
    host::request::{ActivationRequest, Grant},
    id::{ActivationId, Cmid, HardwareId, HostId, Nonce},
    keys::product_key::{KeyClaim, ProductKey},
    time::{Moment, Span},
};
use muster_proto::{
    activation::{Activation, IssuerInfo},
    jwk::Jwk,
    license::{Confirmation, License},
    pack::{ApplicationClaim, KeyGroupClaim, PackClaims, ProductClaim},
};
use muster_trust::{
    anchors::TrustAnchors,
    chain::{self, Expected, VerifiedLicense},
    error::ChainError,
    jwk::{PublicKey, SigningKey},
    jws::{Kind, Signer},
};
use std::sync::Arc;

const NOW: Moment = Moment::from_unix(1_800_000_000);
const CMID: Cmid = Cmid::from_bytes([3; 16]);
const NONCE: Nonce = Nonce::from_bytes([4; 16]);
const HOST: HostId = HostId::from_bytes([5; 16]);

pub(crate) fn key(seed: u8) -> Arc<SigningKey> {
    Arc::new(SigningKey::from_seed([seed; 32]).expect("a key"))
}

fn one() -> ActivationId {
    "00000000-0000-0000-0000-0000000000b1".parse().expect("an id")
}

fn two() -> ActivationId {
    "00000000-0000-0000-0000-0000000000b2".parse().expect("an id")
}

/// What the vendor changes from one version of its pack to the next.
#[derive(Default)]
pub(crate) struct Changes {
    pub(crate) roots: Vec<Jwk>,
    pub(crate) revoked: Vec<HostId>,
    pub(crate) revoked_packs: Vec<u32>,
    /// `contoso` without.
    pub(crate) vendor: Option<String>,
}

fn pack_document(root: u8) -> String {
    pack_version(root, 1, Changes::default())
}

pub(crate) fn pack_version(root: u8, version: u32, changes: Changes) -> String {
    let application = "00000000-0000-0000-0000-0000000000a1".parse().expect("an id");
    let product = |id, number| ProductClaim {
        id,
        application,
        name: format!("Product {number}"),
        number,
        setup_key: ProductKey::new(KeyClaim::setup(number as u8), [0; 10]).reveal(),
        threshold: 25,
        grace_days: 30,
        validity_days: 180,
        out_of_tolerance_grace_days: 30,
        extended_grace_days: 0,
        non_genuine_grace_days: 30,
        notification: true,
        rearms: 5,
        features: Features::default(),
    };
    let hosts = KeyGroupClaim {
        id: "00000000-0000-0000-0000-0000000000c9".parse().expect("an id"),
        number: 9,
        name: "Host".into(),
        products: vec![one().to_string()],
        license_days: 1825,
        mak_days: None,
        features: Features::default(),
        ends: None,
    };
    let claims = PackClaims {
        ver: muster_proto::pack::VERSION,
        iss: changes.vendor.unwrap_or_else(|| "contoso".into()),
        iat: NOW.unix(),
        exp: (NOW + Span::days(730)).unix(),
        version,
        service: "muster".into(),
        applications: vec![ApplicationClaim { id: application, name: "App".into() }],
        products: vec![product(one(), 1), product(two(), 2)],
        key_groups: vec![hosts],
        authority: None,
        roots: changes.roots,
        revoked: changes.revoked.iter().map(HostId::to_string).collect(),
        revoked_packs: changes.revoked_packs,
    };
    Signer::new(Kind::Pack, key(root)).seal(&claims).expect("a document")
}

pub(crate) fn trust() -> TrustAnchors {
    TrustAnchors::open(&pack_document(1), &root()).expect("a genuine pack")
}

pub(crate) fn root() -> PublicKey {
    key(1).public()
}

fn license(change: impl FnOnce(&mut License)) -> License {
    let mut license = License {
        ver: muster_proto::license::VERSION,
        iss: "contoso".into(),
        sub: HOST,
        iat: NOW.unix(),
        exp: (NOW + Span::days(100)).unix(),
        cnf: Confirmation { jwk: Jwk::from(key(2).public()) },
        groups: vec![9],
        epid: "epid".into(),
        hardware: None,
        cmid: None,
        permanent: false,
        features: Features::default(),
        ends: None,
        answers: None,
    };
    change(&mut license);
    license
}

pub(crate) fn license_document(root: u8, change: impl FnOnce(&mut License)) -> String {
    Signer::new(Kind::HostLicense, key(root)).seal(&license(change)).expect("a document")
}

fn activation_document(host: u8, product: ActivationId, issued: Moment) -> String {
    activation_with(host, product, issued, |_| {})
}

fn activation_with(host: u8, product: ActivationId, issued: Moment, change: fn(&mut Activation)) -> String {
    let ask = ActivationRequest {
        cmid: CMID,
        hardware: HardwareId::from_bytes([6; 16]),
        machine: "pc".into(),
        product,
        client_time: issued,
        virtual_machine: false,
        status: Status::InitialGrace,
        minutes_left: 1,
        threshold: 25,
        counter: 1,
    };
    let grant = Grant { count: 30, until: issued + Span::days(180), intervals: Intervals::default() };
    let mut activation = Activation::new(&ask, NONCE, &grant, &IssuerInfo { id: HOST, epid: "epid", pack: 1 }, issued);
    change(&mut activation);
    Signer::new(Kind::Activation, key(host)).seal(&activation).expect("a document")
}

fn open(license: &str, activation: &str, expected: &Expected) -> Result<Activation, ChainError> {
    let credential = VerifiedLicense::open(license, Kind::HostLicense, &trust())?;
    chain::open_activation(activation, &credential, expected)
}

fn expected() -> Expected {
    Expected { cmid: CMID, product: one(), now: NOW, nonce: Some(NONCE) }
}

fn check(license: &str, activation: &str, expected: &Expected, code: Code) {
    let found = open(license, activation, expected);
    assert_eq!(found.as_ref().err().map_or(code::SUCCESS, ChainError::code), code, "{:?}", found.err());
}

#[test]
fn a_genuine_chain_opens() {
    let activation = open(&license_document(1, |_| {}), &activation_document(2, one(), NOW), &expected());
    let activation = activation.expect("genuine");
    assert_eq!((activation.count, activation.period().until), (30, Some(NOW + Span::days(180))));
}

#[test]
fn every_link_must_be_signed_by_the_one_above() {
    let good = activation_document(2, one(), NOW);
    assert!(TrustAnchors::open(&pack_document(7), &root()).is_err_and(|e| e.code() == code::SIGNATURE_INVALID));
    check(&license_document(7, |_| {}), &good, &expected(), code::SIGNATURE_INVALID);
    check(&license_document(1, |_| {}), &activation_document(7, one(), NOW), &expected(), code::SIGNATURE_INVALID);
    // Signed by the root itself, but as another kind of document.
    let disguised = Signer::new(Kind::Pack, key(1)).seal(&license(|_| {})).expect("a document");
    check(&disguised, &good, &expected(), code::SIGNATURE_INVALID);
}

#[test]
fn a_license_must_cover_the_product_and_be_in_force() {
    let good = activation_document(2, one(), NOW);
    check(&license_document(1, |license| license.groups.clear()), &good, &expected(), code::PRODUCT_NOT_COVERED);
    check(&license_document(1, |license| license.exp = NOW.unix()), &good, &expected(), code::HOST_NOT_ACTIVATED);
    check(&license_document(1, |license| license.iss = "fabrikam".into()), &good, &expected(), code::SIGNATURE_INVALID);
    let other = license_document(1, |license| license.sub = HostId::from_bytes([8; 16]));
    check(&other, &good, &expected(), code::NONCE_MISMATCH);
    let not_covered = Expected { product: two(), ..expected() };
    check(&license_document(1, |_| {}), &activation_document(2, two(), NOW), &not_covered, code::PRODUCT_NOT_COVERED);
}

#[test]
fn an_answer_must_be_to_this_request_of_this_machine_now() {
    let license = license_document(1, |_| {});
    let check = |expected: Expected, issued, code| {
        check(&license, &activation_document(2, one(), issued), &expected, code);
    };
    check(Expected { nonce: Some(Nonce::from_bytes([9; 16])), ..expected() }, NOW, code::NONCE_MISMATCH);
    check(Expected { cmid: Cmid::from_bytes([9; 16]), ..expected() }, NOW, code::NONCE_MISMATCH);
    check(Expected { product: two(), ..expected() }, NOW, code::NONCE_MISMATCH);
    check(expected(), NOW + Span::hours(4), code::SUCCESS);
    check(expected(), NOW + Span::hours(4) + Span::seconds(1), code::CLOCK_SKEW);
    check(expected(), NOW - Span::minutes(241), code::CLOCK_SKEW);
}

fn stored(now: Moment) -> Expected {
    Expected { now, nonce: None, ..expected() }
}

#[test]
fn a_stored_activation_outlives_its_hosts_license() {
    let license = license_document(1, |license| license.exp = (NOW + Span::days(1)).unix());
    let later = stored(NOW + Span::days(100));
    check(&license, &activation_document(2, one(), NOW), &later, code::SUCCESS);
    check(&license, &activation_document(2, one(), NOW + Span::days(2)), &later, code::HOST_NOT_ACTIVATED);
}

/// What a genuine key signed, online and when it is read again: the same terms hold.
fn check_terms(issued: Moment, change: fn(&mut Activation), online: Code, stored_code: Code) {
    let license = license_document(1, |_| {});
    let document = activation_with(2, one(), issued, change);
    check(&license, &document, &expected(), online);
    check(&license, &document, &stored(NOW), stored_code);
}

#[test]
fn no_activation_lasts_longer_than_the_policy_says() {
    let over = |activation: &mut Activation| activation.exp = activation.exp.map(|exp| exp + 86_400);
    check_terms(NOW, |_| {}, code::SUCCESS, code::SUCCESS);
    check_terms(NOW, over, code::SIGNATURE_INVALID, code::SIGNATURE_INVALID);
    let second = |activation: &mut Activation| activation.exp = activation.exp.map(|exp| exp + 1);
    check_terms(NOW, second, code::SIGNATURE_INVALID, code::SIGNATURE_INVALID);
    check_terms(NOW, |activation| activation.exp = None, code::SIGNATURE_INVALID, code::SIGNATURE_INVALID);
    check_terms(NOW, |activation| activation.exp = Some(activation.iat + 60), code::SUCCESS, code::SUCCESS);
}

/// A host that decided by another version of the pack had another policy: what it granted is cut, not refused.
#[test]
fn an_activation_by_another_pack_is_cut_to_the_policy() {
    let license = license_document(1, |_| {});
    let long = |activation: &mut Activation| (activation.exp, activation.pack) = (Some(i64::MAX), 7);
    let document = activation_with(2, one(), NOW, long);
    for expected in [expected(), stored(NOW)] {
        let activation = open(&license, &document, &expected).expect("cut");
        assert_eq!(activation.period().until, Some(NOW + Span::days(180)));
    }
}

#[test]
fn no_activation_is_issued_outside_the_term_of_its_license() {
    let before = NOW - Span::hours(4);
    let (good, bad) = (code::SUCCESS, code::CLOCK_SKEW);
    check_terms(before, |_| {}, good, good);
    check_terms(before - Span::seconds(1), |_| {}, bad, bad);
    // Back-dated by months, by a key whose license began today.
    check_terms(NOW - Span::days(90), |_| {}, bad, bad);
    // From the future, beyond what clocks may differ.
    check_terms(NOW + Span::hours(4), |_| {}, good, good);
    check_terms(NOW + Span::hours(4) + Span::seconds(1), |_| {}, bad, bad);
    let license = license_document(1, |license| license.exp = (NOW + Span::days(10)).unix());
    let after = activation_document(2, one(), NOW + Span::days(10));
    check(&license, &after, &stored(NOW + Span::days(20)), code::HOST_NOT_ACTIVATED);
}

#[test]
fn a_license_that_is_still_to_come_is_not_in_force() {
    let in_force = |from: Moment| {
        let document = license_document(1, |license| license.iat = from.unix());
        let license = VerifiedLicense::open(&document, Kind::HostLicense, &trust()).expect("genuine");
        license.in_force(NOW).map_err(|error| error.code())
    };
    assert_eq!(in_force(NOW + Span::hours(4)), Ok(()));
    assert_eq!(in_force(NOW + Span::hours(4) + Span::seconds(1)), Err(code::CLOCK_SKEW));
}

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

/// A pack ends after 730 days here, and 30 days of grace follow. What was activated before outlives it.
#[test]
fn after_the_end_of_the_pack_and_its_grace_nothing_new_is_activated() {
    let long = |license: &mut License| license.exp = (NOW + Span::days(2000)).unix();
    let license = license_document(1, long);
    let at = |day: u32| {
        let now = NOW + Span::days(day);
        let document = activation_document(2, one(), now);
        open(&license, &document, &Expected { now, ..expected() }).map(drop).map_err(|error| error.code())
    };
    assert_eq!(at(729), Ok(()));
    assert_eq!(at(759), Ok(()));
    assert_eq!(at(760), Err(code::PACK_VERSION));
    let document = activation_document(2, one(), NOW + Span::days(759));
    check(&license, &document, &stored(NOW + Span::days(900)), code::SUCCESS);
}

/// Whatever single character is changed, wherever in the chain, nothing opens.
#[test]
fn an_altered_byte_anywhere_breaks_the_chain() {
    let documents = [pack_document(1), license_document(1, |_| {}), activation_document(2, one(), NOW)];
    let trust = trust();
    let credential = VerifiedLicense::open(&documents[1], Kind::HostLicense, &trust).expect("genuine");
    // The documents above the altered one are as they were, and need no opening again.
    let opens = |index: usize, altered: &str| match index {
        0 => TrustAnchors::open(altered, &root()).is_ok(),
        1 => VerifiedLicense::open(altered, Kind::HostLicense, &trust).is_ok(),
        _ => chain::open_activation(altered, &credential, &expected()).is_ok(),
    };
    for (index, document) in documents.iter().enumerate() {
        assert!(opens(index, document));
        for place in 0..document.len() {
            for other in ["A", "B", "-", ".", "="] {
                let mut altered = document.clone();
                altered.replace_range(place..=place, other);
                assert!(altered == *document || !opens(index, &altered), "document {index}, byte {place}: {other}");
            }
        }
    }
}

fn jwk(seed: u8) -> Jwk {
    Jwk::from(key(seed).public())
}

pub(crate) fn naming(roots: &[u8]) -> Changes {
    Changes { roots: roots.iter().map(|seed| jwk(*seed)).collect(), ..Changes::default() }
}

fn host_opens(trust: &TrustAnchors, root: u8) -> bool {
    VerifiedLicense::open(&license_document(root, |_| {}), Kind::HostLicense, trust).is_ok()
}

/// Key 1 signs a pack that names key 3; key 3 signs the next; at last key 1 is named no more.
#[test]
fn a_root_key_is_changed_by_packs_alone() {
    let first = trust();
    assert!(host_opens(&first, 1) && !host_opens(&first, 3));
    let naming_both = pack_version(1, 2, naming(&[1, 3]));
    let by_the_new = pack_version(3, 3, naming(&[1, 3]));
    let alone = pack_version(3, 4, Changes::default());
    let error = first.update(&by_the_new).expect_err("nobody has vouched for key 3 yet");
    assert_eq!(error.code(), code::SIGNATURE_INVALID);
    let second = first.update(&naming_both).expect("signed by key 1");
    assert!(host_opens(&second, 1) && host_opens(&second, 3));
    let third = second.update(&by_the_new).expect("key 1 vouched for key 3");
    let fourth = third.update(&alone).expect("signed by key 3");
    assert!(!host_opens(&fourth, 1) && host_opens(&fourth, 3));
    // What is written down opens again, from the key that the installation was made with, and from the new one.
    for root in [1, 3] {
        let reopened = TrustAnchors::open(fourth.document(), &key(root).public()).expect("the whole way");
        assert_eq!(reopened.pack.version, 4);
        assert!(!host_opens(&reopened, 1) && host_opens(&reopened, 3));
    }
    // Who missed every step takes them all at once.
    let all = first.update(&[naming_both, by_the_new, alone].join("\n")).expect("in order");
    assert_eq!(all.pack.version, 4);
}

#[test]
fn a_pack_is_never_taken_back() {
    let second = trust().update(&pack_version(1, 2, Changes::default())).expect("newer");
    for version in [1, 2] {
        let error = second.update(&pack_version(1, version, Changes::default())).expect_err("not newer");
        assert_eq!(error.code(), code::PACK_VERSION);
    }
}

#[test]
fn a_revoked_license_and_a_withdrawn_pack_are_refused() {
    let license = license_document(1, |_| {});
    let activation = activation_document(2, one(), NOW);
    let with = |standing| {
        let trust = trust().update(&pack_version(1, 2, standing)).expect("newer");
        let credential = VerifiedLicense::open(&license, Kind::HostLicense, &trust)?;
        chain::open_activation(&activation, &credential, &expected()).map(|_| credential.revoked)
    };
    assert_eq!(with(Changes::default()).ok(), Some(false));
    let revoked = with(Changes { revoked: vec![HOST], ..Changes::default() });
    assert_eq!(revoked.expect_err("revoked").code(), code::LICENSE_REVOKED);
    let withdrawn = with(Changes { revoked_packs: vec![1], ..Changes::default() });
    assert_eq!(withdrawn.expect_err("decided by version 1").code(), code::PACK_VERSION);
}

#[test]
fn a_license_of_another_kind_vouches_for_nothing() {
    for kind in [Kind::DirectoryLicense, Kind::MakLicense, Kind::Activation] {
        let document = Signer::new(kind, key(1)).seal(&license(|_| {})).expect("a document");
        let error = VerifiedLicense::open(&document, Kind::HostLicense, &trust()).err().expect("of another kind");
        assert_eq!(error.code(), code::SIGNATURE_INVALID);
    }
}

fn features(list: &[&str]) -> Features {
    Features::parse(list.iter().copied()).expect("features")
}

/// What a license allows is what the root key signed with it; of what the host signs nothing is taken for a feature.
#[test]
fn features_are_the_licenses_and_no_hosts() {
    let allowed = features(&["export", "seats=50"]);
    let document = license_document(1, |license| license.features = allowed.clone());
    let license = VerifiedLicense::open(&document, Kind::HostLicense, &trust()).expect("genuine");
    assert_eq!(license.license.features, allowed);
    let forged = license_document(7, |license| license.features = features(&["export"]));
    assert!(
        VerifiedLicense::open(&forged, Kind::HostLicense, &trust()).is_err_and(|e| e.code() == code::SIGNATURE_INVALID)
    );
    let activation = activation_document(2, one(), NOW);
    let opened = chain::open_activation(&activation, &license, &expected()).expect("genuine");
    let mut claims = serde_json::to_value(&opened).expect("JSON");
    claims["features"] = serde_json::json!({ "audit": true });
    let more = Signer::new(Kind::Activation, key(2)).seal(&claims).expect("a document");
    assert_eq!(chain::open_activation(&more, &license, &expected()).expect("genuine"), opened);
    assert_eq!(license.license.features.value("audit"), None);
}

#[test]
fn no_activation_lasts_beyond_the_end_of_its_key() {
    let until = |ends: Option<Moment>, change: fn(&mut Activation)| {
        let license = license_document(1, |license| license.ends = ends.map(Moment::unix));
        let document = activation_with(2, one(), NOW, change);
        [expected(), stored(NOW)].map(|expected| open(&license, &document, &expected).expect("cut").period().until)
    };
    let end = NOW + Span::days(20);
    assert_eq!(until(Some(end), |_| {}), [Some(end); 2]);
    assert_eq!(
        until(Some(end), |activation| activation.exp = Some(activation.iat + 60)),
        [Some(NOW + Span::minutes(1)); 2]
    );
    assert_eq!(until(Some(NOW + Span::days(181)), |_| {}), [Some(NOW + Span::days(180)); 2]);
    assert_eq!(until(None, |_| {}), [Some(NOW + Span::days(180)); 2]);
}

/// A permanent activation by a key that ends contradicts itself: it ends.
#[test]
fn a_permanent_activation_ends_with_its_key() {
    let license = mak_license(|license| (license.permanent, license.ends) = (true, Some(NOW.unix() + 60)));
    let document = activation_with(2, one(), NOW, |activation| activation.exp = None);
    let opened = chain::open_activation(&document, &license, &stored(NOW)).expect("genuine");
    assert_eq!(opened.period().until, Some(NOW + Span::minutes(1)));
}

/// Documents of an earlier version say nothing of features or an end, and a later one may say more.
#[test]
fn documents_of_other_versions_open() {
    let mut claims = serde_json::to_value(license(|_| {})).expect("JSON");
    assert!(claims.get("features").is_none() && claims.get("ends").is_none(), "nothing is written for nothing");
    claims["features"] = serde_json::json!({ "seats": 5, "Later": {}, "list": [1], "half": 0.5, "flag": null });
    claims["lasts"] = "long".into();
    let document = Signer::new(Kind::HostLicense, key(1)).seal(&claims).expect("a document");
    let opened = VerifiedLicense::open(&document, Kind::HostLicense, &trust()).expect("genuine");
    assert_eq!(opened.license.features, features(&["seats=5"]));
}
