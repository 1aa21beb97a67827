//! Activation of hosts: limits, races, renewal, and keys that are not good.

use muster_authority::KeyOrder;
use muster_core::{
    code::{self, Code},
    id::{Cmid, HardwareId, Nonce},
    keys::{
        installation_id::ActivationTarget,
        product_key::{KeyKind, ProductKey},
    },
    time::Span,
};
use muster_proto::{authority::LicenseRequest, jwk::Jwk};
use muster_testbed::{harness::world::World, host_key};
use muster_trust::{anchors::TrustAnchors, chain::VerifiedLicense, jwk::SigningKey, jws::Kind, license_request};
use std::{sync::Barrier, thread};

/// A request that is signed when it is sent.
pub(crate) struct Ask {
    request: LicenseRequest,
    signer: SigningKey,
}

pub(crate) fn request(key: &ProductKey, computer: u8, host_key: u8) -> Ask {
    let signer = SigningKey::from_seed([host_key; 32]).expect("a key");
    let request = LicenseRequest {
        version: 1,
        key: key.reveal(),
        hardware: HardwareId::from_bytes([computer; 16]),
        machine: format!("kms-{computer}"),
        cmid: None,
        nonce: Nonce::from_bytes([7; 16]),
        time: 0,
        jwk: Jwk::from(signer.public()),
        pack: 1,
        signature: String::new(),
    };
    Ask { request, signer }
}

impl Ask {
    /// The same by a computer that has this license pack.
    #[cfg(feature = "console")]
    pub(crate) fn with_pack(self, pack: u32) -> Self {
        Self { request: LicenseRequest { pack, ..self.request }, ..self }
    }
}

fn send(world: &World, request: &LicenseRequest, kind: KeyKind) -> Result<String, Code> {
    let entropy = muster_platform::entropy::bytes();
    let authority = &world.vendor.authority;
    authority.activate(request, kind, ActivationTarget::Machine, entropy, world.now()).expect("no fault")
}

pub(crate) fn signed(world: &World, ask: &Ask) -> LicenseRequest {
    let request = LicenseRequest { time: world.now().unix(), ..ask.request.clone() };
    license_request::sign(request, &ask.signer).expect("signed")
}

pub(crate) fn ask(world: &World, ask: &Ask) -> Result<String, Code> {
    send(world, &signed(world, ask), KeyKind::Host)
}

#[test]
fn six_computers_ten_times_each_and_a_repeat_costs_nothing() {
    let world = World::new();
    let key = &world.vendor.host_key;
    let first = ask(&world, &request(key, 1, 1)).expect("activated");
    assert_eq!(ask(&world, &request(key, 1, 1)).expect("again"), first, "the same request, the same license");
    for host_key in 2..=10 {
        ask(&world, &request(key, 1, host_key)).expect("activated again");
    }
    assert_eq!(ask(&world, &request(key, 1, 11)), Err(code::KEY_LIMIT_EXCEEDED));
    ask(&world, &request(key, 1, 10)).expect("a repeat");
    for computer in 2..=6 {
        ask(&world, &request(key, computer, computer)).expect("another computer");
    }
    assert_eq!(ask(&world, &request(key, 7, 7)), Err(code::KEY_LIMIT_EXCEEDED));
    let keys = world.vendor.authority.keys().expect("the keys");
    assert_eq!(keys.iter().map(|key| key.computers).collect::<Vec<_>>(), [6]);
}

#[test]
fn of_many_that_race_for_the_last_place_one_wins() {
    let world = World::new();
    for computer in 1..=5 {
        ask(&world, &request(&world.vendor.host_key, computer, computer)).expect("activated");
    }
    let barrier = Barrier::new(8);
    let results: Vec<_> = thread::scope(|scope| {
        let racers = (10..18).map(|computer| {
            let (world, barrier) = (&world, &barrier);
            scope.spawn(move || {
                barrier.wait();
                ask(world, &request(&world.vendor.host_key, computer, computer))
            })
        });
        racers.collect::<Vec<_>>().into_iter().map(|racer| racer.join().expect("no panic")).collect()
    });
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(results.iter().flat_map(|result| result.as_ref().err()).all(|code| *code == code::KEY_LIMIT_EXCEEDED));
}

#[test]
fn after_two_thirds_of_its_term_a_license_is_renewed_at_no_cost() {
    let world = World::new();
    let request = request(&world.vendor.host_key, 1, 1);
    let term = |document: &str| {
        let license = VerifiedLicense::open(document, Kind::HostLicense, &anchors(&world)).expect("genuine").license;
        (license.iat, license.exp)
    };
    let first = term(&ask(&world, &request).expect("activated"));
    world.clock.advance(Span::days(1_216));
    assert_eq!(term(&ask(&world, &request).expect("again")), first);
    world.clock.advance(Span::days(1));
    let renewed = term(&ask(&world, &request).expect("renewed"));
    assert_eq!(renewed, (world.now().unix(), (world.now() + Span::days(1825)).unix()));
    assert_eq!(term(&ask(&world, &request).expect("again")), renewed);
    let computers = world.vendor.authority.computers().expect("computers");
    assert_eq!(computers.iter().map(|computer| computer.activations).collect::<Vec<_>>(), [1]);
}

fn anchors(world: &World) -> TrustAnchors {
    TrustAnchors::open(&world.vendor.pack, &world.vendor.root.parse().expect("a key")).expect("a pack")
}

/// Only who holds the key may have it bound, and a request that was kept for later is none.
#[test]
fn a_request_proves_its_key_and_its_time() {
    let world = World::new();
    let good = signed(&world, &request(&world.vendor.host_key, 1, 1));
    let other = SigningKey::from_seed([2; 32]).expect("a key").public();
    let stolen = LicenseRequest { jwk: Jwk::from(other), ..good.clone() };
    assert_eq!(send(&world, &stolen, KeyKind::Host), Err(code::SIGNATURE_INVALID));
    let unsigned = LicenseRequest { signature: String::new(), ..good.clone() };
    assert_eq!(send(&world, &unsigned, KeyKind::Host), Err(code::SIGNATURE_INVALID));
    world.clock.advance(Span::hours(4));
    assert!(send(&world, &good, KeyKind::Host).is_ok());
    world.clock.advance(Span::seconds(1));
    assert_eq!(send(&world, &good, KeyKind::Host), Err(code::CLOCK_SKEW));
}

/// Copies that all say that they are one computer: each with an id and a key of its own.
#[test]
fn a_mak_activates_one_computer_ten_times_whatever_ids_it_states() {
    let world = World::new();
    let key = world.mak(1, 1);
    let copy = |number: u8, cmid: u8| {
        let ask = request(&key, 1, number);
        let request = LicenseRequest { cmid: Some(Cmid::from_bytes([cmid; 16])), ..ask.request };
        send(&world, &signed(&world, &Ask { request, ..ask }), KeyKind::Multiple)
    };
    assert_eq!(send(&world, &signed(&world, &request(&key, 1, 1)), KeyKind::Multiple), Err(code::INVALID_DATA));
    assert!(copy(1, 1).is_ok() && copy(1, 1).is_ok(), "the same again costs nothing");
    // The same key under another id is another holder.
    for number in 2..=9 {
        assert!(copy(number, number).is_ok(), "copy {number}");
    }
    assert!(copy(9, 99).is_ok(), "the tenth");
    assert_eq!(copy(10, 10), Err(code::KEY_LIMIT_EXCEEDED));
    assert_eq!(copy(9, 9), Err(code::KEY_LIMIT_EXCEEDED));
    assert!(copy(9, 99).is_ok(), "the holder of the newest license");
    let computers = world.vendor.authority.computers().expect("computers");
    assert_eq!(computers.iter().map(|computer| computer.activations).collect::<Vec<_>>(), [10]);
}

#[test]
fn keys_that_are_not_good_have_their_codes() {
    let world = World::new();
    let authority = &world.vendor.authority;
    let genuine = world.vendor.host_key;
    let mut mac = *genuine.mac();
    mac[9] ^= 1;
    let forged = ProductKey::new(genuine.claim(), mac);
    assert_eq!(ask(&world, &request(&forged, 1, 1)), Err(code::KEY_UNKNOWN));
    let foreign = World::new().vendor.host_key;
    assert_eq!(ask(&world, &request(&foreign, 1, 1)), Err(code::KEY_UNKNOWN));
    assert_eq!(ask(&world, &request(&world.vendor.ledger_key, 1, 1)), Err(code::KEY_INVALID));
    let mut mistyped = request(&genuine, 1, 1);
    mistyped.request.key.replace_range(0..1, if mistyped.request.key.starts_with('B') { "C" } else { "B" });
    assert_eq!(ask(&world, &mistyped), Err(code::KEY_INVALID));
    authority.block_key(&genuine.claim(), world.now()).expect("blocked");
    assert_eq!(ask(&world, &request(&genuine, 1, 1)), Err(code::KEY_BLOCKED));
    let fresh = authority.issue_keys(&host_key(3), world.now()).expect("three more");
    assert_eq!(fresh.len(), 3);
    ask(&world, &request(&fresh[2], 1, 1)).expect("activated");
    let error = authority.issue_keys(&KeyOrder { group: 1, ..host_key(1) }, world.now()).expect_err("no such group");
    assert!(error.to_string().contains("its groups are 90"), "{error}");
}

#[test]
fn a_revoked_computer_is_refused_whatever_it_asks_with_until_it_is_reinstated() {
    let world = World::new();
    let (authority, key) = (&world.vendor.authority, &world.vendor.host_key);
    let first = ask(&world, &request(key, 1, 1)).expect("activated");
    let holder = authority.computers().expect("computers")[0].holder;
    authority.revoke(holder, world.now()).expect("revoked");
    for host_key in [1, 2] {
        assert_eq!(ask(&world, &request(key, 1, host_key)), Err(code::LICENSE_REVOKED));
    }
    ask(&world, &request(key, 2, 2)).expect("another computer");
    authority.reinstate(holder, world.now()).expect("reinstated");
    assert_eq!(ask(&world, &request(key, 1, 1)).expect("again"), first);
    let error = authority.reinstate(holder, world.now()).expect_err("once");
    assert_eq!(error.code(), code::INVALID_ARGUMENT);
}
