//! What a host answers: bad input has its code, and the service goes on.

use muster_host::{Host, HostReport};
use muster_proto::request::ACTIVATIONS_PATH;
use muster_testbed::harness::{
    http::{activate, connect, post_bytes, request, send},
    world::{World, ledger},
};
use serde_json::Value;
use std::io::{Read, Write};

/// An answer's code, with what the problem says.
fn problem((status, body): (u16, String)) -> (u16, String, String) {
    let problem: Value = serde_json::from_str(&body).expect("a problem document");
    let field = |name: &str| problem[name].as_str().unwrap_or_default().to_owned();
    (status, field("code"), field("detail"))
}

fn report(world: &World, name: &str) -> HostReport {
    let host = Host::open(&world.state(name).join("host")).expect("a host");
    host.admin().expect("a store").report(world.now()).expect("a report")
}

#[test]
fn bad_requests_are_named_and_nothing_is_counted() {
    let world = World::new();
    let host = world.running_host(&world.setup("kms", None));
    let good = request(1, ledger(&world), world.now());
    let cases = [
        ("", "EOF"),
        ("{", "EOF"),
        ("[]", "invalid"),
        (&good.replace("\"version\":1", "\"version\":9"), "field `version`"),
        (&good.replace("\"status\"", "\"extra\":0,\"status\""), "unknown field `extra`"),
        (&good.replace("\"threshold\":25", "\"threshold\":\"25\""), "invalid type"),
        (&good.replace("\"machine\":\"pc-1\"", "\"machine\":\"\""), "field `machine`"),
        (&good.replace("-0000-", "-000-"), "is not an id"),
    ];
    for (body, expected) in cases {
        let (status, code, detail) = problem(activate(host.address(), body));
        assert_eq!((status, code.as_str()), (400, "0x8007000D"), "{body}: {detail}");
        assert!(detail.contains(expected), "{body}: {detail}");
    }
    let (status, _, detail) = problem(activate(host.address(), &" ".repeat(65_537)));
    assert_eq!((status, detail.as_str()), (413, "the body is larger than 65536 bytes"));
    let elsewhere = send(host.address(), &post_bytes("/v2/activations", "{}")).expect("an answer");
    assert_eq!(problem(elsewhere).0, 404);
    let wrong_method = send(
        host.address(),
        format!("GET {ACTIVATIONS_PATH} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").as_bytes(),
    );
    assert_eq!(wrong_method.expect("an answer").0, 405);
    assert_eq!(report(&world, "kms").counters.total, 0);
    assert_eq!(activate(host.address(), &good).0, 200);
    assert_eq!(report(&world, "kms").counters.total, 1);
}

#[test]
fn half_a_request_holds_nobody_up() {
    let world = World::new();
    let host = world.running_host(&world.setup("kms", None));
    let good = post_bytes(ACTIVATIONS_PATH, &request(1, ledger(&world), world.now()));
    let mut halves = Vec::new();
    for cut in [1, 20, good.len() / 2, good.len() - 1] {
        let mut stream = connect(host.address());
        stream.write_all(&good[..cut]).expect("sent");
        halves.push(stream);
    }
    assert_eq!(activate(host.address(), &request(2, ledger(&world), world.now())).0, 200);
    // A client that hangs up in the middle is not counted; one that comes back with the rest is.
    let mut last = halves.pop().expect("one");
    drop(halves);
    last.write_all(&good[good.len() - 1..]).expect("sent");
    let mut answer = String::new();
    last.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(report(&world, "kms").counters.total, 2);
}

#[test]
fn a_host_that_is_not_activated_says_so_and_records_it() {
    let world = World::new();
    let host = world.setup("kms", None).init(&world.vendor).expect("a host");
    let service = world.serve(host, "kms");
    let (status, code, _) = problem(activate(service.address(), &request(1, ledger(&world), world.now())));
    assert_eq!((status, code.as_str()), (503, "0xC004F041"));
    let counters = report(&world, "kms").counters;
    assert_eq!((counters.total, counters.failed), (1, 1));
}
