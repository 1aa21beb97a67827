//! What a key allows and until when, and what of it stands in licenses.

use muster_authority::{AuthorityError, IssuanceTerms, KeyOrder, KeyTerms, KeyTermsChange};
use muster_client::{Client, Network};
use muster_core::{
    code,
    features::Features,
    keys::product_key::ProductKey,
    time::{Moment, Span},
};
use muster_proto::{issuance_license::IssuanceLicense, license::License};
use muster_testbed::{harness::world::World, host_key, mak, returnable_mak};
use muster_trust::{jwk::PublicKey, jws, jws::Kind};

fn features(list: &[&str]) -> Features {
    Features::parse(list.iter().copied()).expect("features")
}

fn issue(world: &World, order: &KeyOrder, terms: KeyTerms) -> ProductKey {
    let order = KeyOrder { terms, ..order.clone() };
    world.vendor.authority.issue_keys(&order, world.now()).expect("a key")[0]
}

fn attempt(world: &World, client: &mut Client, name: &str) -> code::Code {
    world.activate(client, name, &Network::default()).code
}

/// The license that the authority signs for a machine with this key.
fn license(world: &World, name: &str, key: &ProductKey) -> License {
    let folder = world.path(name).join("client");
    let known = folder.exists().then(|| Client::open(&folder, world.now()).expect("a client"));
    let mut client = known.unwrap_or_else(|| world.mak_client(name, key));
    assert_eq!(attempt(world, &mut client, name), code::SUCCESS);
    let state = std::fs::read_to_string(folder.join("state.json")).expect("a state");
    let state: serde_json::Value = serde_json::from_str(&state).expect("JSON");
    let document = find(&state, "license").expect("a license");
    let root: PublicKey = world.vendor.root.parse().expect("a key");
    jws::open(&document, Kind::MakLicense, &root).expect("genuine")
}

/// The first text with this name.
fn find(value: &serde_json::Value, name: &str) -> Option<String> {
    let inside: Vec<&serde_json::Value> = match value {
        serde_json::Value::Object(object) => {
            if let Some(text) = object.get(name).and_then(serde_json::Value::as_str) {
                return Some(text.to_owned());
            }
            object.values().collect()
        }
        serde_json::Value::Array(list) => list.iter().collect(),
        _ => Vec::new(),
    };
    inside.into_iter().find_map(|value| find(value, name))
}

#[test]
fn a_license_allows_what_group_and_key_say() {
    let world = World::new();
    let plain = license(&world, "pc-1", &issue(&world, &mak(9, 9), KeyTerms::default()));
    assert_eq!((&plain.features, plain.ends, plain.permanent), (&Features::default(), None, true));
    let description = muster_testbed::PACK
        .replace("number = 90\n", "number = 90\nfeatures = { export = true, seats = 5, audit = true }\n");
    world.vendor.authority.sign_pack(&description, world.now()).expect("a pack");
    let of_key = KeyTerms { features: features(&["seats=50", "edition=pro", "audit=false"]), ..KeyTerms::default() };
    let key = issue(&world, &mak(9, 9), of_key);
    let expected = features(&["export", "seats=50", "edition=pro", "audit=false"]);
    assert_eq!(license(&world, "pc-2", &key).features, expected);
    // Whoever asks again has what is new, without waiting for the renewal; what is as it was stays the same license.
    let change = KeyTermsChange { features: features(&["seats=60"]), ends: None };
    world.vendor.authority.change_key_terms(&key.claim(), &change, world.now()).expect("changed");
    let renewed = license(&world, "pc-2", &key);
    assert_eq!(renewed.features, features(&["export", "seats=60", "edition=pro", "audit=false"]));
    world.clock.advance(Span::days(1));
    assert_eq!(license(&world, "pc-2", &key).iat, renewed.iat);
}

#[test]
fn nothing_is_licensed_beyond_the_end_of_a_key() {
    let world = World::new();
    let ends = world.now() + Span::days(40);
    let terms = KeyTerms { ends: Some(ends), ..KeyTerms::default() };
    for (name, order) in [("pc-1", mak(9, 9)), ("pc-2", returnable_mak(9, 9))] {
        let license = license(&world, name, &issue(&world, &order, terms.clone()));
        assert_eq!((license.exp, license.ends, license.permanent), (ends.unix(), Some(ends.unix()), false), "{name}");
    }
    let (key, host) = (issue(&world, &mak(9, 9), terms.clone()), issue(&world, &host_key(1), terms));
    world.vendor.authority.offline_file(&host, 3, world.now()).expect("it has not ended");
    world.clock.advance(Span::days(40));
    assert_eq!(attempt(&world, &mut world.mak_client("pc-3", &key), "pc-3"), code::KEY_ENDED);
    let error = world.vendor.authority.offline_file(&host, 4, world.now()).map(drop).expect_err("it has ended");
    assert_eq!(error.code(), code::KEY_ENDED);
    // The customer has extended the subscription.
    let later = KeyTermsChange { ends: Some(Some(ends + Span::days(365))), ..KeyTermsChange::default() };
    world.vendor.authority.change_key_terms(&key.claim(), &later, world.now()).expect("changed");
    assert_eq!(license(&world, "pc-3", &key).ends, Some((ends + Span::days(365)).unix()));
    let over = KeyTermsChange { ends: Some(Some(world.now())), ..KeyTermsChange::default() };
    let refused = world.vendor.authority.change_key_terms(&key.claim(), &over, world.now()).expect_err("it is over");
    assert!(matches!(refused, AuthorityError::KeyDays));
    let never = KeyTermsChange { ends: Some(None), ..KeyTermsChange::default() };
    world.vendor.authority.change_key_terms(&key.claim(), &never, world.now()).expect("changed");
    let license = license(&world, "pc-3", &key);
    assert!(license.ends.is_none() && license.permanent);
}

/// A group's last day is that of its keys, unless a key has another.
#[test]
fn the_keys_of_a_group_end_with_it() {
    let world = World::new();
    let description = muster_testbed::PACK.replace("number = 90\n", "number = 90\nends = \"2099-12-31\"\n");
    world.vendor.authority.sign_pack(&description, world.now()).expect("a pack");
    let license_of = |name, terms| license(&world, name, &issue(&world, &mak(9, 9), terms));
    let last = muster_proto::instant::end_of_day("2099-12-31").expect("a day");
    let license = license_of("pc-1", KeyTerms::default());
    assert_eq!((license.ends, license.permanent), (Some(last.unix()), false));
    let own = world.now() + Span::days(40);
    assert_eq!(license_of("pc-2", KeyTerms { ends: Some(own), ..KeyTerms::default() }).ends, Some(own.unix()));
    let begun = license_of("pc-3", KeyTerms { days: Some(30), ..KeyTerms::default() });
    assert_eq!(begun.ends, Some((world.now() + Span::days(30)).unix()));
    let past = muster_testbed::PACK.replace("number = 90\n", "number = 90\nends = \"2020-12-31\"\n");
    world.vendor.authority.sign_pack(&past, world.now()).expect("a pack");
    let key = issue(&world, &mak(9, 9), KeyTerms::default());
    assert_eq!(attempt(&world, &mut world.mak_client("pc-4", &key), "pc-4"), code::KEY_ENDED);
}

/// The days are the key's: no other machine, and no second activation, begins them anew.
#[test]
fn a_trial_lasts_its_days_from_the_first_activation_of_its_key() {
    let world = World::new();
    let key = issue(&world, &mak(9, 9), KeyTerms { days: Some(30), ..KeyTerms::default() });
    let kept = || {
        let keys = world.vendor.authority.keys().expect("keys");
        keys.into_iter().find(|issued| issued.claim == key.claim()).expect("the key").terms
    };
    world.clock.advance(Span::days(100));
    assert_eq!(kept().ends, None, "nobody has begun");
    let end: Moment = world.now() + Span::days(30);
    assert_eq!(license(&world, "pc-1", &key).ends, Some(end.unix()));
    assert_eq!(kept(), KeyTerms { features: Features::default(), ends: Some(end), days: Some(30) });
    world.clock.advance(Span::days(10));
    assert_eq!(license(&world, "pc-2", &key).ends, Some(end.unix()));
    assert_eq!(license(&world, "pc-1", &key).ends, Some(end.unix()));
    world.clock.advance(Span::days(20));
    assert_eq!(attempt(&world, &mut world.mak_client("pc-3", &key), "pc-3"), code::KEY_ENDED);
}

#[test]
fn licenses_that_are_signed_ahead_of_time_begin_a_trial() {
    let world = World::new();
    let key = issue(&world, &host_key(1), KeyTerms { days: Some(30), ..KeyTerms::default() });
    let ends = || {
        let keys = world.vendor.authority.keys().expect("keys");
        keys.iter().find(|issued| issued.claim == key.claim()).expect("the key").terms.ends
    };
    world.vendor.authority.offline_file(&key, 2, world.now()).expect("a file");
    assert_eq!(ends(), Some(world.now() + Span::days(30)));
}

#[test]
fn an_issuance_license_allows_what_its_group_says() {
    let world = World::new();
    let description = muster_testbed::PACK.replace("number = 90\n", "number = 90\nfeatures = { export = true }\n");
    world.vendor.authority.sign_pack(&description, world.now()).expect("a pack");
    let ca = muster_testbed::CertificateAuthority::new("Site CA").expect("an authority");
    let terms = IssuanceTerms {
        group: 90,
        anchors: ca.pem().expect("PEM"),
        description: "Smart cards".into(),
        version: 1,
        days: 100,
        validity_days: 10,
        key_purpose: None,
        require_crl: false,
        hardware_keys_only: false,
    };
    let (_, document) = world.vendor.authority.issue_issuance(&terms, None, [1; 16], world.now()).expect("a license");
    let root: PublicKey = world.vendor.root.parse().expect("a key");
    let license: IssuanceLicense = jws::open(&document, Kind::IssuanceLicense, &root).expect("genuine");
    assert_eq!(license.features, features(&["export"]));
}

#[test]
fn terms_that_contradict_themselves_are_refused() {
    let world = World::new();
    let refused = |terms: KeyTerms| {
        let order = KeyOrder { terms, ..mak(1, 1) };
        world.vendor.authority.issue_keys(&order, world.now()).expect_err("refused")
    };
    for days in [0, 3_651] {
        assert!(matches!(refused(KeyTerms { days: Some(days), ..KeyTerms::default() }), AuthorityError::KeyDays));
    }
    let both = KeyTerms { days: Some(1), ends: Some(world.now()), ..KeyTerms::default() };
    assert!(matches!(refused(both), AuthorityError::KeyDays));
    let over = KeyTerms { ends: Some(world.now()), ..KeyTerms::default() };
    assert!(matches!(refused(over), AuthorityError::KeyDays), "a slip of the year is told when the key is issued");
    let unknown = host_key(1);
    let key = world.vendor.authority.issue_keys(&unknown, world.now()).expect("a key")[0];
    let many = (0..65).map(|number| format!("f{number}")).collect::<Vec<_>>();
    let many =
        |range: std::ops::Range<usize>| Features::parse(many[range].iter().map(String::as_str)).expect("features");
    let change = |features| {
        let change = KeyTermsChange { features, ends: None };
        world.vendor.authority.change_key_terms(&key.claim(), &change, world.now()).map_err(|error| error.code())
    };
    assert_eq!(change(many(0..64)), Ok(()));
    assert_eq!(change(many(64..65)), Err(code::INVALID_ARGUMENT));
}
