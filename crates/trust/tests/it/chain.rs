//! The chain of trust holds, and any change breaks it.

use crate::documents::{
    NOW, activation_document, activation_with, check, expected, key, license, license_document, one, open,
    pack_document, root, stored, trust, two,
};
use muster_core::{
    code::{self, Code},
    features::Features,
    id::{Cmid, HostId, Nonce},
    time::{Moment, Span},
};
use muster_proto::{activation::Activation, license::License};
use muster_trust::{
    anchors::TrustAnchors,
    chain::{self, Expected, VerifiedLicense},
    jws::{Kind, Signer},
};

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
