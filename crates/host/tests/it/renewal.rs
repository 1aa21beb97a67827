//! The host license and the license pack are renewed before they end, and their ends are announced.

use muster_core::{
    code,
    id::Nonce,
    time::{Moment, Span},
};
use muster_host::{Host, Renewal};
use muster_testbed::{
    ask_authority,
    harness::{
        http::health_that,
        world::{World, machine},
    },
};
use std::fs;

fn check(renewal: &mut Renewal, host: &Host, world: &World) {
    renewal.check(host.directory(), Nonce::from_bytes([1; 16]), world.now()).expect("no fault");
}

fn reopened(host: &Host) -> Host {
    Host::open(host.directory()).expect("the host")
}

fn until(host: &Host) -> Moment {
    reopened(host).license().expect("a license").until()
}

/// No authority answers there.
const NOBODY: &str = "http://127.0.0.1:1";

fn set_authority(host: &Host, old: &str, new: &str) {
    let config = host.directory().join("host.toml");
    let text = fs::read_to_string(&config).expect("host.toml");
    fs::write(&config, text.replace(old, new)).expect("written");
}

/// Number and fields of the host's events from 12430 on, oldest first.
fn events(host: &Host) -> Vec<String> {
    let events = host.admin().expect("a store").events(100).expect("events");
    let own = events.iter().rev().filter(|event| (12430..12440).contains(&event.id));
    own.map(|event| format!("{} {}", event.id, event.info)).collect()
}

#[test]
fn a_license_is_renewed_after_two_thirds_of_its_term() {
    let world = World::new();
    let host = world.activated_host("kms");
    let mut renewal = Renewal::new(ask_authority());
    let first = until(&host);
    world.clock.advance(Span::days(1216));
    check(&mut renewal, &host, &world);
    assert_eq!(until(&host), first, "it is not due yet");
    world.clock.advance(Span::days(1));
    check(&mut renewal, &host, &world);
    assert_eq!(until(&host), world.now() + Span::days(1825));
    let [event] = &events(&host)[..] else { panic!("{:?}", events(&host)) };
    assert!(event.starts_with("12432 0x00000000, "), "{event}");
    let computers = world.vendor.authority.computers().expect("computers");
    assert_eq!(computers.iter().map(|computer| computer.activations).collect::<Vec<_>>(), [1], "it costs nothing");
}

#[test]
fn a_license_that_cannot_be_renewed_is_announced_90_30_and_7_days_before_its_end() {
    let world = World::new();
    let host = world.activated_host("kms");
    let authority = world.authority.url();
    set_authority(&host, &authority, NOBODY);
    let mut renewal = Renewal::new(ask_authority());
    let end = until(&host);
    for left in [91, 90, 89, 30, 7, 6, 0] {
        world.clock.advance((end - Span::days(left)).since(world.now()));
        check(&mut renewal, &host, &world);
        check(&mut renewal, &host, &world);
    }
    let events = events(&host);
    let expected = [
        "12433 0x80072EFD, ",
        "12430 0xC004F041, 90, ",
        "12430 0xC004F041, 30, ",
        "12430 0xC004F041, 7, ",
        "12430 0xC004F041, 0, ",
    ];
    assert_eq!(events.len(), expected.len(), "each is told once: {events:?}");
    assert!(events.iter().zip(expected).all(|(event, expected)| event.starts_with(expected)), "{events:?}");
    set_authority(&host, NOBODY, &authority);
    check(&mut renewal, &host, &world);
    assert_eq!(until(&host), world.now() + Span::days(1825), "the next hour it is tried again");
}

/// What came by telephone was signed ahead of time: an administrator renews it.
#[test]
fn a_restart_repeats_no_notice() {
    let world = World::new();
    let host = world.activated_host("kms");
    set_authority(&host, &world.authority.url(), NOBODY);
    for left in [30, 30, 29, 7, 7] {
        world.clock.advance((until(&host) - Span::days(left)).since(world.now()));
        check(&mut Renewal::new(ask_authority()), &host, &world);
    }
    let mut events = events(&host);
    events.retain(|event| event.starts_with("12430 "));
    let [first, second] = &events[..] else { panic!("{events:?}") };
    assert!(first.starts_with("12430 0xC004F041, 30, ") && second.starts_with("12430 0xC004F041, 7, "), "{events:?}");
}

#[test]
fn a_license_by_telephone_is_announced_and_not_renewed() {
    let world = World::new();
    let mut host = world.setup("kms", None).init(&world.vendor).expect("a host");
    let own = machine("kms.corp.test");
    let authority = &world.vendor.authority;
    let file = authority.offline_file(&world.vendor.host_key, 1, world.now()).expect("a file");
    host.install_slots(&serde_json::to_string(&file).expect("JSON")).expect("installed");
    let iid = host.installation_id(&own).expect("an id");
    let cid = authority.confirm(&iid, world.now()).expect("no fault").expect("confirmed");
    host.apply_confirmation_id(&cid.to_string(), &own).expect("activated");
    let end = until(&host);
    world.clock.advance((end - Span::days(30)).since(world.now()));
    check(&mut Renewal::new(ask_authority()), &host, &world);
    assert_eq!(until(&host), end);
    let [event] = &events(&host)[..] else { panic!("{:?}", events(&host)) };
    assert!(event.starts_with("12430 0xC004F041, 30, "), "{event}");
    assert!(reopened(&host).license_report(None, world.now()).expect("a report").by_telephone);
}

#[test]
fn a_pack_is_renewed_after_two_thirds_of_its_term() {
    let world = World::new();
    let host = world.activated_host("kms");
    let mut renewal = Renewal::new(ask_authority());
    world.vendor.authority.sign_pack_again(world.now()).expect("a pack");
    world.clock.advance(Span::days(2433));
    check(&mut renewal, &host, &world);
    assert_eq!(reopened(&host).pack().version, 1, "it is not due yet");
    world.clock.advance(Span::days(1));
    check(&mut renewal, &host, &world);
    assert_eq!(reopened(&host).pack().version, 2);
    check(&mut renewal, &host, &world);
    assert_eq!(reopened(&host).pack().version, 2, "there is no newer one, which is no failure");
    assert!(events(&host).iter().all(|event| !event.starts_with("12433")), "{:?}", events(&host));
}

#[test]
fn a_running_host_renews_its_license_by_itself() {
    let world = World::new();
    let host = world.activated_host("kms");
    world.clock.advance(Span::days(1800));
    let service = world.serve(reopened(&host), "kms");
    let (status, health) =
        health_that(service.address(), "a renewed license", |health| health["license"]["days"] == 1825);
    assert_eq!((status, &health["status"], &health["license"]["status"]), (200, &"ok".into(), &"ok".into()));
}

#[test]
fn health_warns_before_an_end_and_fails_after_it() {
    let world = World::new();
    let host = world.activated_host("kms");
    set_authority(&host, &world.authority.url(), NOBODY);
    world.clock.advance(Span::days(1825 - 30));
    let service = world.serve(reopened(&host), "kms");
    let (status, health) = health_that(service.address(), "its health", |_| true);
    assert_eq!((status, &health["status"], &health["license"]["status"]), (200, &"warning".into(), &"ends".into()));
    assert_eq!(health["license"]["days"], 30);
    assert_eq!(health["pack"]["status"], "ok");
}

/// Of two processes the one with the older download comes last: what the other installed stays.
#[test]
fn an_older_pack_never_replaces_a_newer_one_that_another_process_installed() {
    let world = World::new();
    let (mut slow, authority) = (world.activated_host("kms"), &world.vendor.authority);
    let older = authority.sign_pack_again(world.now()).expect("version 2");
    let newer = authority.sign_pack_again(world.now()).expect("version 3");
    assert_eq!(reopened(&slow).install_pack(&newer, world.now()).expect("newer"), 3);
    assert_eq!(slow.install_pack(&older, world.now()).expect_err("older").code(), code::PACK_VERSION);
    assert_eq!((slow.pack().version, reopened(&slow).pack().version), (3, 3));
}
