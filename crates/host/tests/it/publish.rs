//! Publishing in DNS.

use muster_core::code;
use muster_testbed::{
    TsigKey,
    harness::{bind::ZONE, http::health_that, world::World},
};
use serde_json::json;
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
    let (status, health) = health_that(host.address(), "its health", |_| true);
    let dns = json!({"status": "not published", "domains": [ZONE]});
    assert_eq!((status, &health["status"], &health["dns"]), (200, &json!("warning"), &dns));
    let opened = host.open().expect("the host");
    let mut admin = opened.admin().expect("a store");
    admin.change_settings(|settings| settings.dns_publishing = false).expect("publishing is off");
    health_that(host.address(), "nothing to publish", |health| health["dns"] == json!({"status": "ok"}));
}
