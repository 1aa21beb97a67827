//! The authority's HTTP interface under load.

use muster_authority::router_within;
use muster_core::code;
use muster_proto::request::PACK_PATH;
use muster_server::listener;
use muster_testbed::harness::{
    http::{connect, fetch},
    world::World,
};
use std::{future, io::Write, net::SocketAddr};

/// The address of an authority at which so many requests may wait.
fn serve(world: &World, waiting: usize) -> SocketAddr {
    let router = router_within(waiting, &world.vendor.authority, world.clock());
    world.block_on(async {
        let listener = listener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(listener::serve(listener, None, router, future::pending()));
        address
    })
}

#[test]
fn a_request_beyond_those_that_may_wait_is_turned_away_and_counted() {
    let world = World::new();
    let shed = |address| {
        let (status, text) = fetch(address, "/metrics");
        assert_eq!(status, 200, "whoever watches is answered");
        let line = text.lines().find_map(|line| line.strip_prefix("muster_authority_requests_shed_total "));
        line.expect("a count").to_owned()
    };
    let open = serve(&world, 1);
    assert_eq!(fetch(open, PACK_PATH), (200, world.vendor.pack.clone()));
    assert_eq!(shed(open), "0");
    let full = serve(&world, 0);
    let mut stream = connect(full);
    write!(stream, "GET {PACK_PATH} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").expect("sent");
    let answer = std::io::read_to_string(stream).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains(&code::SERVER_BUSY.to_string()), "{answer}");
    assert!(answer.to_lowercase().contains("\r\nretry-after: 5\r\n"), "{answer}");
    assert_eq!(shed(full), "1");
    assert_eq!(fetch(full, "/health").0, 200, "it is well");
}
