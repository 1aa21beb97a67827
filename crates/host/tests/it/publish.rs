//! Publishing in DNS.

use muster_core::code;
use muster_testbed::{
    TsigKey,
    harness::{bind::ZONE, world::World},
};
use std::net::TcpListener;

#[test]
fn a_name_server_that_is_down_is_an_event_and_not_the_end() {
    let world = World::new();
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("its address");
    let host = world.running_host(&world.setup("one", Some((closed, TsigKey::random("kms-key"), ZONE))));
    let events = host.open().expect("the host").admin().expect("a store").events(10).expect("events");
    assert!(events[0].id == 12293 && events[0].info.starts_with("0x8007232A, "), "{events:?}");
    let (mut client, _) = world.client("pc");
    let attempt = world.activate_at(&mut client, "pc", host.address());
    assert_eq!(attempt.code, code::COUNT_TOO_LOW, "the host serves all the same");
}
