//! A host that is not what it says: its answers are worthless.

use muster_core::{client::license::Status, code, time::Span};
use muster_testbed::harness::{
    http,
    world::{World, env},
};
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    thread,
};

/// A server that answers every request with what `answer` makes of it.
pub(crate) fn imitation(answer: impl Fn(String) -> String + Send + 'static) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("its address");
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            drop(respond(stream, &answer));
        }
    });
    address
}

fn respond(mut stream: TcpStream, answer: &impl Fn(String) -> String) -> std::io::Result<()> {
    let mut request = Vec::new();
    let mut buffer = [0; 4096];
    while !request.ends_with(b"}") {
        let length = stream.read(&mut buffer)?;
        if length == 0 {
            break;
        }
        request.extend_from_slice(&buffer[..length]);
    }
    let body = answer(String::from_utf8_lossy(&request).into_owned());
    let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
    stream.write_all([head, body].concat().as_bytes())
}

/// Passes a request on to a real host and returns the answer's body.
fn pass_on(host: SocketAddr, request: &str) -> String {
    let request = request.replacen("\r\n", "\r\nconnection: close\r\n", 1);
    http::send(host, request.as_bytes()).expect("an answer").1
}

#[test]
fn a_replayed_answer_is_recognised() {
    let world = World::new();
    let running = world.running_host(&world.setup("kms", None));
    let host = running.address();
    let kept = std::sync::OnceLock::new();
    let replay = imitation(move |request| kept.get_or_init(|| pass_on(host, &request)).clone());
    let (mut client, _) = world.client("pc");
    assert_eq!(world.activate_at(&mut client, "pc", replay).code, code::COUNT_TOO_LOW, "the first is genuine");
    let second = world.activate_at(&mut client, "pc", replay);
    assert_eq!(second.code, code::NONCE_MISMATCH);
    assert!(second.detail.expect("why").to_string().contains("nonce"));
}

#[test]
fn an_altered_answer_is_recognised() {
    let world = World::new();
    let running = world.running_host(&world.setup("kms", None));
    let host = running.address();
    let forged = imitation(move |request| {
        let genuine = pass_on(host, &request);
        let place = genuine.find(".").expect("a signed document") + 10;
        let other = if genuine.as_bytes()[place] == b'A' { "B" } else { "A" };
        let mut altered = genuine;
        altered.replace_range(place..=place, other);
        altered
    });
    let (mut client, product) = world.client("pc");
    let attempt = world.activate_at(&mut client, "pc", forged);
    assert_eq!(attempt.code, code::SIGNATURE_INVALID, "{attempt:?}");
    let report = client.report(product, &env("pc", world.now())).expect("a report");
    assert_eq!(report.standing.status, Status::InitialGrace);
}

#[test]
fn a_host_of_another_vendor_is_refused() {
    let (world, other) = (World::new(), World::new());
    let host = other.running_host(&other.setup("kms", None));
    // The other vendor's products have the same ids, so its host answers; its chain ends in another root.
    let (mut client, _) = world.client("pc");
    let attempt = world.activate_at(&mut client, "pc", host.address());
    assert_eq!(attempt.code, code::SIGNATURE_INVALID, "{attempt:?}");
}

#[test]
fn garbage_is_no_answer() {
    let world = World::new();
    let (mut client, _) = world.client("pc");
    for garbage in ["", "hello", "{}", "[1,2]", "{\"version\":1,\"activation\":\"a.b.c\",\"host_license\":\"a.b.c\"}"] {
        let address = imitation(move |_| garbage.to_owned());
        let attempt = world.activate_at(&mut client, "pc", address);
        assert!(attempt.granted.is_none(), "{garbage}: {attempt:?}");
    }
    let large = imitation(|_| "x".repeat(1_000_000));
    let attempt = world.activate_at(&mut client, "pc", large);
    assert_eq!(attempt.tries[0].code, code::INVALID_SERVER_RESPONSE, "{attempt:?}");
}

#[test]
fn a_host_whose_license_has_expired_answers_that_it_is_not_activated() {
    let world = World::new();
    let host = world.running_host(&world.setup("kms", None));
    let (mut client, _) = world.client("pc");
    world.clock.advance(Span::days(1824));
    assert_eq!(world.activate_at(&mut client, "pc", host.address()).code, code::COUNT_TOO_LOW);
    world.clock.advance(Span::days(1));
    assert_eq!(world.activate_at(&mut client, "pc", host.address()).code, code::HOST_NOT_ACTIVATED);
}
