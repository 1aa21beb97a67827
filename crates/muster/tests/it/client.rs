//! The client's state: what is damaged is recovered or named, and what was copied shows.

use crate::harness::world::{World, machine};
use muster_client::{Client, ClientError};
use muster_core::{
    code,
    license::Status,
    time::{Moment, Span},
};
use std::{fs, path::PathBuf};

/// A world with a host that has counted enough machines.
fn ready() -> (World, muster::lab::RunningHost) {
    let world = World::new();
    let host = world.running_host(&world.setup("kms", None));
    for number in 0..25 {
        let request = crate::harness::http::request(number, crate::harness::world::ledger(&world), world.now());
        assert_eq!(crate::harness::http::activate(host.address(), &request).0, 200);
    }
    (world, host)
}

fn directory(world: &World, name: &str) -> PathBuf {
    world.path(name).join("client")
}

fn status(world: &World, name: &str, at: Moment) -> Status {
    let client = Client::open(&directory(world, name), at).expect("a client");
    let product = client.chosen(None).expect("a product")[0];
    client.report(product, &machine(name), at).expect("a report").standing.status
}

#[test]
fn an_activation_lasts_180_days_and_every_renewal_starts_them_again() {
    let (world, host) = ready();
    let (mut client, _) = world.client("pc");
    assert!(world.activate_at(&mut client, "pc", host.address()).is_activated());
    drop(client);
    assert_eq!(status(&world, "pc", world.now() + Span::days(179)), Status::Licensed);
    assert_eq!(status(&world, "pc", world.now() + Span::days(181)), Status::AdditionalGrace);
    assert_eq!(status(&world, "pc", world.now() + Span::days(211)), Status::Notification);
    world.clock.advance(Span::days(7));
    let mut client = Client::open(&directory(&world, "pc"), world.now()).expect("a client");
    let attempt = world.activate_at(&mut client, "pc", host.address());
    assert!(attempt.is_activated());
    let wait = attempt.next_attempt.since(world.now());
    assert!((Span::minutes(9_072)..=Span::minutes(10_080)).contains(&wait), "{wait:?}");
    drop(client);
    assert_eq!(status(&world, "pc", world.now() + Span::days(179)), Status::Licensed);
}

#[test]
fn a_truncated_state_is_replaced_by_its_copy() {
    let (world, host) = ready();
    let (mut client, _) = world.client("pc");
    world.activate_at(&mut client, "pc", host.address());
    world.activate_at(&mut client, "pc", host.address());
    drop(client);
    let file = directory(&world, "pc").join("state.json");
    let whole = fs::read(&file).expect("the state");
    for cut in [0, 1, whole.len() / 2, whole.len() - 2] {
        fs::write(&file, &whole[..cut]).expect("truncated");
        let client = Client::open(&directory(&world, "pc"), world.now()).expect("recovered");
        assert!(client.recovered().is_some());
        let event = client.events().pop().expect("an event");
        assert!(event.id == 12400 && event.info.starts_with("0xC004E011, "), "{event:?}");
        drop(client);
        assert_eq!(status(&world, "pc", world.now()), Status::Licensed, "cut at {cut}");
        let client = Client::open(&directory(&world, "pc"), world.now()).expect("as before");
        assert!(client.recovered().is_none(), "the state was written again");
    }
}

#[test]
fn a_state_that_is_lost_with_its_copy_is_named_with_the_way_out() {
    let world = World::new();
    drop(world.client("pc"));
    for name in ["state.json", "state.json.bak"] {
        fs::write(directory(&world, "pc").join(name), "{").expect("damaged");
    }
    let error = Client::open(&directory(&world, "pc"), world.now()).expect_err("damaged");
    assert_eq!(error.code(), code::STATE_DAMAGED);
    let text = error.to_string();
    assert!(text.contains("state.json is damaged") && text.contains("restore it from a backup"), "{text}");
}

#[test]
fn an_activation_that_was_tampered_with_is_none() {
    let (world, host) = ready();
    let (mut client, _) = world.client("pc");
    world.activate_at(&mut client, "pc", host.address());
    drop(client);
    let file = directory(&world, "pc").join("state.json");
    let text = fs::read_to_string(&file).expect("the state");
    let place = text.find("\"activation\": \"").expect("an activation") + 200;
    let other = if text.as_bytes()[place] == b'x' { "y" } else { "x" };
    let mut altered = text;
    altered.replace_range(place..=place, other);
    fs::write(&file, altered).expect("altered");
    assert_eq!(status(&world, "pc", world.now()), Status::InitialGrace);
}

#[test]
fn a_copied_state_runs_in_grace_and_is_flagged_at_the_host() {
    let (world, host) = ready();
    let (mut client, _) = world.client("pc");
    world.activate_at(&mut client, "pc", host.address());
    drop(client);
    fs::create_dir_all(world.path("copy")).expect("a folder");
    fs::create_dir(directory(&world, "copy")).expect("a folder");
    for entry in fs::read_dir(directory(&world, "pc")).expect("the state") {
        let entry = entry.expect("an entry");
        fs::copy(entry.path(), directory(&world, "copy").join(entry.file_name())).expect("copied");
    }
    assert_eq!(status(&world, "copy", world.now()), Status::AdditionalGrace, "its hardware is another");
    let mut copy = Client::open(&directory(&world, "copy"), world.now()).expect("a client");
    let before = host.open().expect("the host").report(world.now()).expect("a report").counts[0].count;
    let attempt = world.activate_at(&mut copy, "copy", host.address());
    assert!(attempt.is_activated(), "{attempt:?}");
    let site = host.open().expect("the host");
    assert_eq!(site.report(world.now()).expect("a report").counts[0].count, before, "counted once");
    let events = site.events(10).expect("events");
    let [event] = events.as_slice() else { panic!("{events:?}") };
    assert!(event.id == 12401 && event.info.ends_with("copy, pc"), "{event:?}");
}

#[test]
fn what_is_not_this_vendors_is_refused_at_the_door() {
    let (world, other) = (World::new(), World::new());
    let directory = directory(&world, "pc");
    let init = |root: &str, pack: &str| Client::init(&directory, root, pack, &machine("pc"), [1; 16]);
    let error = init(&world.vendor.root, &other.vendor.pack).expect_err("another root signed it");
    assert_eq!(error.code(), code::SIGNATURE_INVALID);
    let error = init("{}", &world.vendor.pack).expect_err("no key");
    assert!(matches!(error, ClientError::Root { .. }), "{error}");
    let mut client = init(&world.vendor.root, &world.vendor.pack).expect("genuine");
    let foreign = other.vendor.ledger_key.reveal();
    let mistyped = foreign.replacen(|c: char| c != '-', "2", 1).replacen(|c: char| c != '2', "3", 1);
    for key in [foreign, mistyped, world.vendor.host_key.reveal(), "nonsense".into()] {
        let error = client.install_key(&key, world.now()).expect_err("no setup key of this pack");
        assert_eq!(error.code(), code::KEY_INVALID, "{error}");
    }
    let error = init(&world.vendor.root, &world.vendor.pack).expect_err("it is there already");
    assert!(matches!(error, ClientError::Exists(_)), "{error}");
}
