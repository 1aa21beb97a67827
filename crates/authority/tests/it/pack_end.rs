//! The end of a license pack at the authority: told in time, and nothing is issued under one that has ended.

use crate::activation::{ask, request};
use muster_authority::{AuthorityError, IssuanceTerms, PackNotices, router};
use muster_core::{
    code,
    keys::installation_id::ActivationTarget,
    pack::PACK_GRACE,
    time::{Moment, Span},
};
use muster_server::listener;
use muster_testbed::harness::{http::fetch, world::World};
use muster_trust::installation_id::installation_id;
use serde_json::{Value, json};
use std::future;

fn set(world: &World, moment: Moment) {
    world.clock.advance(moment.since(world.now()));
}

#[test]
fn nothing_is_issued_under_a_pack_that_has_ended_until_the_next_is_signed() {
    let world = World::new();
    let (authority, key) = (&world.vendor.authority, &world.vendor.host_key);
    let until = authority.pack().expect("a pack").until;
    let iid = |nonce: u8| installation_id(key, ActivationTarget::Machine, [nonce; 6], [nonce; 3]);
    authority.offline_file(key, 2, world.now()).expect("a file");
    set(&world, until + PACK_GRACE - Span::seconds(1));
    ask(&world, &request(key, 1, 1)).expect("in the grace after the end");
    authority.confirm(&iid(2), world.now()).expect("no fault").expect("confirmed");
    set(&world, until + PACK_GRACE);
    assert_eq!(ask(&world, &request(key, 1, 1)), Err(code::PACK_VERSION), "asked again");
    assert_eq!(ask(&world, &request(key, 3, 3)), Err(code::PACK_VERSION));
    assert_eq!(authority.confirm(&iid(2), world.now()).expect("no fault"), Err(code::PACK_VERSION));
    let refused = |error: AuthorityError| {
        assert_eq!(error.code(), code::PACK_VERSION);
        assert!(error.to_string().contains("muster authority pack"), "{error}");
    };
    refused(authority.offline_file(key, 2, world.now()).map(drop).expect_err("ended"));
    let terms = IssuanceTerms {
        group: 90,
        version: 1,
        description: String::new(),
        days: 1,
        validity_days: 1,
        anchors: String::new(),
        key_purpose: None,
        require_crl: false,
        hardware_keys_only: false,
    };
    refused(authority.issue_issuance(&terms, None, [0; 16], world.now()).map(drop).expect_err("ended"));
    authority.sign_pack_again(world.now()).expect("the next pack");
    ask(&world, &request(key, 3, 3)).expect("issued");
    authority.confirm(&iid(2), world.now()).expect("no fault").expect("confirmed");
}

#[test]
fn the_end_of_a_pack_is_told_once_each_90_30_and_7_days_before_it_and_after() {
    let world = World::new();
    let authority = &world.vendor.authority;
    let until = authority.pack().expect("a pack").until;
    let mut notices = PackNotices::default();
    let mut told = Vec::new();
    for left in [91, 90, 89, 30, 7, 6, 0, -31] {
        set(&world, Moment::from_unix(until.unix() - left * 86_400));
        told.extend(notices.check(authority, world.now()).expect("no fault"));
    }
    assert_eq!(told, [90, 30, 7, 0]);
    authority.sign_pack_again(world.now()).expect("the next pack");
    assert_eq!(notices.check(authority, world.now()).expect("no fault"), None);
}

#[test]
fn health_warns_before_the_end_of_the_pack_and_fails_when_nothing_is_issued() {
    let world = World::new();
    let until = world.vendor.authority.pack().expect("a pack").until;
    let health = |left: i64| {
        set(&world, Moment::from_unix(until.unix() - left * 86_400));
        let router = router(&world.vendor.authority, world.clock());
        let address = world.block_on(async {
            let listener = listener::bind("127.0.0.1:0").await.expect("a port");
            let address = listener.local_addr().expect("an address");
            tokio::spawn(listener::serve(listener, None, router, future::pending()));
            address
        });
        let (status, text) = fetch(address, "/health");
        let health: Value = serde_json::from_str(&text).expect("JSON");
        let metrics = fetch(address, "/metrics").1;
        let days = metrics.lines().find_map(|line| line.strip_prefix("muster_authority_pack_days "));
        (status, health["status"].clone(), health["pack"]["status"].clone(), days.expect("a metric").to_owned())
    };
    assert_eq!(health(91), (200, json!("ok"), json!("ok"), "91".into()));
    assert_eq!(health(90), (200, json!("warning"), json!("ends"), "90".into()));
    assert_eq!(health(-1).0, 200);
    assert_eq!(health(-30), (503, json!("failing"), json!("failing"), "0".into()));
}
