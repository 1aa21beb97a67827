//! HTTP without a library between the test and the bytes.

use super::wait::{DEADLINE, wait_until};
use muster_core::{
    client::license::Status,
    host::request::ActivationRequest,
    id::{ActivationId, Cmid, HardwareId, Nonce},
    time::Moment,
};
use muster_proto::request::{ACTIVATIONS_PATH, ActivationRequestBody};
use serde_json::Value;
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

/// A service that does not answer for so long fails the test.
const PATIENCE: Duration = Duration::from_secs(60);

/// Status and body of an answer.
pub type Answer = (u16, String);

/// Connects.
pub fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("the service listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    stream
}

/// Sends bytes and reads the answer; `None` if nobody listens or the connection ended before there was one.
pub fn send(address: SocketAddr, bytes: &[u8]) -> Option<Answer> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    // A server that refuses early may close before everything was written.
    let _ = stream.write_all(bytes);
    let mut text = Vec::new();
    let _ = stream.read_to_end(&mut text);
    let text = String::from_utf8(text).ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split_whitespace().nth(1)?.parse().ok()?;
    Some((status, body.to_owned()))
}

/// A POST as bytes.
pub fn post_bytes(path: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("POST {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}").into()
}

/// GETs a path; panics if there is no answer.
pub fn fetch(address: SocketAddr, path: &str) -> Answer {
    let head = format!("GET {path} HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
    send(address, head.as_bytes()).expect("an answer")
}

/// Asks `/health` until it is as `expected`: what the host knows of itself is a second old at most. Returns the status too.
pub fn health_that(address: SocketAddr, what: &str, expected: impl Fn(&Value) -> bool) -> (u16, Value) {
    wait_until(DEADLINE, what, || {
        let (status, body) = fetch(address, "/health");
        let health = serde_json::from_str(&body).expect("JSON");
        expected(&health).then_some((status, health))
    })
}

/// POSTs an activation request; panics if there is no answer.
pub fn activate(address: SocketAddr, body: &str) -> Answer {
    send(address, &post_bytes(ACTIVATIONS_PATH, body)).expect("an answer")
}

/// Counts the requests of all machines.
static REQUESTS: AtomicU64 = AtomicU64::new(1);

/// A well-formed activation request of machine `number`.
pub fn request(number: u32, product: ActivationId, now: Moment) -> String {
    let ask = ActivationRequest {
        cmid: cmid(number),
        hardware: HardwareId::from_bytes(*cmid(number).as_bytes()),
        machine: format!("pc-{number}"),
        product,
        client_time: now,
        virtual_machine: false,
        status: Status::InitialGrace,
        minutes_left: 43_200,
        threshold: 25,
        counter: REQUESTS.fetch_add(1, Ordering::Relaxed),
    };
    let request = ActivationRequestBody::new(&ask, Nonce::from_bytes([7; 16]));
    serde_json::to_string(&request).expect("a request")
}

/// The id of machine `number`.
pub fn cmid(number: u32) -> Cmid {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    Cmid::from_bytes(bytes)
}
