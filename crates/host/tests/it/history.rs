//! The end of old history.

use muster_core::time::Span;
use muster_host::Host;
use muster_testbed::harness::{
    http,
    wait::{DEADLINE, wait_until},
    world::{World, ledger},
};
use rusqlite::Connection;
use std::fs;

#[test]
fn old_history_goes_and_gives_its_room_back() {
    let world = World::new();
    let setup = world.setup("kms", None);
    let directory = setup.directory.clone();
    let host = world.running_host(&setup);
    for number in 0..40 {
        assert_eq!(world.ask(host.address(), number).0, 200);
    }
    // A copied image leaves an event.
    let copy =
        http::request(1, ledger(&world), world.now()).replace("00000001000000000000000000000000", &"f".repeat(32));
    assert_eq!(http::activate(host.address(), &copy).0, 200);
    world.clock.advance(Span::days(6));
    // The time of the last request is what a host that starts is certain of.
    assert_eq!(world.ask(host.address(), 1).0, 200);
    world.block_on(host.stop());
    let cloned = |host: &Host| {
        let events = host.admin().expect("a store").events(100).expect("events");
        events.iter().filter(|event| event.id == 12401).count()
    };
    assert_eq!(cloned(&Host::open(&directory).expect("the host")), 1);
    let file = directory.join("host.toml");
    let written = fs::read_to_string(&file).expect("host.toml");
    fs::write(&file, format!("{written}\n[history]\ndays = 5\n")).expect("written");
    let host = Host::open(&directory).expect("the host");
    let running = world.serve(host, "kms");
    let store = Connection::open(directory.join("host.db")).expect("the store");
    let rows = |table: &str| -> u32 {
        store.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("counted")
    };
    wait_until(DEADLINE, "the end of the old requests", || (rows("request") == 1).then_some(()));
    let host = running.open().expect("the host");
    wait_until(DEADLINE, "the end of the old events", || (cloned(&host) == 0).then_some(()));
    assert_eq!(rows("machine"), 41, "the inventory stays");
    let free = || -> u32 { store.query_row("PRAGMA freelist_count", [], |row| row.get(0)).expect("a count") };
    wait_until(DEADLINE, "the room that they took", || (free() == 0).then_some(()));
}
