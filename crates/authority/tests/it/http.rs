//! The authority's HTTP interface under load, and behind a proxy.

use crate::activation;
use muster_authority::router_within;
use muster_core::{
    authority::guess_limit::WRONG_PER_NETWORK,
    code::{self, Code},
    keys::{
        installation_id::{ActivationTarget, InstallationId},
        product_key::{KeyClaim, KeyKind, ProductKey},
    },
};
use muster_proto::{authority::activation_path, problem::Problem, request::PACK_PATH};
use muster_server::{forwarded, listener};
use muster_testbed::harness::{
    http::{connect, fetch, post_bytes, send},
    world::World,
};
use muster_trust::installation_id::installation_id;
use std::{
    future,
    io::Write,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

/// The address of an authority at which so many requests may wait.
fn serve(world: &World, waiting: usize) -> SocketAddr {
    serve_behind(world, waiting, &[])
}

/// The same behind these proxies.
fn serve_behind(world: &World, waiting: usize, proxies: &[IpAddr]) -> SocketAddr {
    let router = router_within(waiting, &world.vendor.authority, world.clock());
    let router = forwarded::behind(router, proxies.to_vec());
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

/// What an authority answers a host that asks with this key, through a proxy that adds this header field.
fn activate(world: &World, address: SocketAddr, ask: &activation::Ask, field: &str) -> Code {
    let body = serde_json::to_string(&activation::signed(world, ask)).expect("JSON");
    let path = activation_path(KeyKind::Host, ActivationTarget::Machine);
    let request = String::from_utf8(post_bytes(path, &body)).expect("a request");
    let request = request.replacen("\r\n\r\n", &format!("\r\n{field}\r\n\r\n"), 1);
    let (status, text) = send(address, request.as_bytes()).expect("an answer");
    let problem = |text: &str| serde_json::from_str::<Problem>(text).expect("a problem document").code;
    if status == 200 { code::SUCCESS } else { problem(&text) }
}

/// The network of a proxy has guessed wrong as often as one may.
fn exhaust(world: &World, network: IpAddr) {
    let right = installation_id(&world.vendor.host_key, ActivationTarget::Machine, [1; 6], [1; 3]);
    for nth in 0..WRONG_PER_NETWORK {
        let [_, _, a, b, c, d] = right.proof;
        let [e, f] = u16::try_from(nth).expect("small").to_be_bytes();
        let wrong = InstallationId { proof: [e, f, a ^ 1, b, c, d], ..right };
        let answer = world.vendor.authority.confirm_for(&wrong, network, world.now()).expect("no fault");
        assert_eq!(answer.map(drop), Err(code::KEY_UNKNOWN));
    }
}

#[test]
fn wrong_guesses_of_one_client_of_a_proxy_refuse_no_other() {
    let world = World::new();
    let loopback: IpAddr = Ipv4Addr::LOCALHOST.into();
    exhaust(&world, loopback);
    exhaust(&world, Ipv4Addr::new(192, 0, 2, 6).into());
    let wrong = ProductKey::new(
        KeyClaim::new(KeyKind::Host, world.vendor.host_key.claim().group, 77).expect("a claim"),
        [0; 10],
    );
    let (right, wrong) = (activation::request(&world.vendor.host_key, 1, 1), activation::request(&wrong, 2, 2));
    let open = serve(&world, 8);
    let client = "X-Forwarded-For: 203.0.113.1, 192.0.2.7";
    assert_eq!(activate(&world, open, &right, client), code::SERVER_BUSY, "who is not named may claim nothing");
    let behind = serve_behind(&world, 8, &[loopback]);
    assert_eq!(activate(&world, behind, &wrong, client), code::KEY_UNKNOWN);
    assert_eq!(activate(&world, behind, &right, "X-Forwarded-For: 192.0.2.7, 192.0.2.6"), code::SERVER_BUSY);
    assert_eq!(activate(&world, behind, &right, "Forwarded: for=192.0.2.7;proto=https"), code::SUCCESS);
}

#[test]
fn a_known_computer_with_its_key_is_answered_in_a_network_that_guesses() {
    let world = World::new();
    let open = serve(&world, 8);
    let own = activation::request(&world.vendor.host_key, 1, 1);
    assert_eq!(activate(&world, open, &own, "Accept: */*"), code::SUCCESS);
    exhaust(&world, Ipv4Addr::LOCALHOST.into());
    assert_eq!(activate(&world, open, &own, "Accept: */*"), code::SUCCESS);
    // Another computer with the right key, and the known one with a wrong key, are strangers.
    let other = activation::request(&world.vendor.host_key, 2, 2);
    assert_eq!(activate(&world, open, &other, "Accept: */*"), code::SERVER_BUSY);
    let claim = KeyClaim::new(KeyKind::Host, world.vendor.host_key.claim().group, 77).expect("a claim");
    let wrong = activation::request(&ProductKey::new(claim, [0; 10]), 1, 1);
    assert_eq!(activate(&world, open, &wrong, "Accept: */*"), code::SERVER_BUSY);
}
