//! Activation of hosts: limits, races, renewal, and keys that are not good.

use muster_authority::KeyOrder;
use muster_core::{
    code::{self, Code},
    id::HardwareId,
    keys::{
        installation_id::ActivationTarget,
        product_key::{KeyKind, ProductKey},
    },
    time::Span,
};
use muster_proto::{authority::LicenseRequest, jwk::Jwk};
use muster_testbed::{harness::world::World, host_key};
use muster_trust::jwk::SigningKey;
use std::{sync::Barrier, thread};

fn request(key: &ProductKey, computer: u8, host_key: u8) -> LicenseRequest {
    LicenseRequest {
        version: 1,
        key: key.reveal(),
        hardware: HardwareId::from_bytes([computer; 16]),
        machine: format!("kms-{computer}"),
        jwk: Jwk::from(SigningKey::from_seed([host_key; 32]).expect("a key").public()),
    }
}

fn ask(world: &World, request: &LicenseRequest) -> Result<String, Code> {
    let entropy = muster_platform::entropy::bytes();
    world
        .vendor
        .authority
        .activate(request, KeyKind::Host, ActivationTarget::Machine, entropy, world.now())
        .expect("no fault")
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
fn a_license_that_runs_out_is_renewed_at_no_cost() {
    let world = World::new();
    let request = request(&world.vendor.host_key, 1, 1);
    let first = ask(&world, &request).expect("activated");
    world.clock.advance(Span::days(1_700));
    assert_eq!(ask(&world, &request).expect("again"), first);
    world.clock.advance(Span::days(100));
    let renewed = ask(&world, &request).expect("renewed");
    assert_ne!(renewed, first);
    assert_eq!(ask(&world, &request).expect("again"), renewed);
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
    mistyped.key.replace_range(0..1, if mistyped.key.starts_with('B') { "C" } else { "B" });
    assert_eq!(ask(&world, &mistyped), Err(code::KEY_INVALID));
    authority.block_key(&genuine, world.now()).expect("blocked");
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
    authority.reinstate(holder).expect("reinstated");
    assert_eq!(ask(&world, &request(key, 1, 1)).expect("again"), first);
    let error = authority.reinstate(holder).expect_err("once");
    assert_eq!(error.code(), code::INVALID_ARGUMENT);
}
