//! The limits of a request, the answers to bad ones, and the orderly end.

use axum::{
    Router,
    body::Body,
    response::{IntoResponse, Response},
    routing::get,
};
use muster_core::code;
use muster_server::listener::{self, Refused};
use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::Arc,
    time::Duration,
};
use tokio::{
    runtime::Runtime,
    sync::{Notify, oneshot},
};

/// Status and body.
fn answer(refused: impl IntoResponse) -> (u16, String) {
    let response: Response = refused.into_response();
    let status = response.status().as_u16();
    let body = Runtime::new().expect("a runtime").block_on(axum::body::to_bytes(response.into_body(), 65_536));
    (status, String::from_utf8(body.expect("a body").to_vec()).expect("text"))
}

fn read_body(bytes: usize) -> Result<usize, Refused> {
    let body = Body::from(vec![b' '; bytes]);
    Runtime::new().expect("a runtime").block_on(listener::read_body(body)).map(|bytes| bytes.len())
}

#[test]
fn a_body_of_64_kib_is_read_and_one_byte_more_is_refused() {
    assert_eq!(read_body(65_536).expect("read"), 65_536);
    let (status, problem) = answer(read_body(65_537).expect_err("too large"));
    assert!(status == 413 && problem.contains("larger than 65536 bytes"), "{status} {problem}");
}

#[test]
fn a_bad_message_is_400_with_the_place() {
    let refused = listener::read_json::<Vec<u8>>(b"[1,\n \"two\"]").expect_err("not a number");
    let (status, problem) = answer(refused);
    assert!(status == 400 && problem.contains("0x8007000D") && problem.contains("line 2 column 6"), "{problem}");
}

/// The client gets an operation id, and nothing of the cause.
#[test]
fn a_fault_keeps_its_cause_in_the_log() {
    let (status, problem) = answer(listener::fault(code::UNEXPECTED, &"password=swordfish"));
    assert!(status == 500 && problem.contains("urn:uuid:") && !problem.contains("swordfish"), "{problem}");
}

#[test]
fn a_port_that_is_taken_is_named() {
    let runtime = Runtime::new().expect("a runtime");
    let taken = runtime.block_on(listener::bind("127.0.0.1:0")).expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let error = runtime.block_on(listener::bind(&address)).expect_err("taken");
    assert!(error.to_string().starts_with(&format!("cannot listen on {address}: ")), "{error}");
}

/// At the end what is being answered is answered, nobody new is let in, and `serve` returns.
#[test]
fn an_open_request_is_answered_at_the_end() {
    let runtime = Runtime::new().expect("a runtime");
    let (free, entered) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (waits, enters) = (free.clone(), entered.clone());
    let slow = move || {
        let (waits, enters) = (waits.clone(), enters.clone());
        async move {
            enters.notify_one();
            waits.notified().await;
            "late"
        }
    };
    let (end, ended) = oneshot::channel::<()>();
    let (address, served) = runtime.block_on(async {
        let bound = listener::bind("127.0.0.1:0").await.expect("a port");
        let address = bound.local_addr().expect("an address");
        let router = Router::new().route("/", get(slow));
        (address, tokio::spawn(listener::serve(bound, None, router, async { drop(ended.await) })))
    });
    let mut stream = TcpStream::connect(address).expect("the service listens");
    stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a timeout");
    stream.write_all(b"GET / HTTP/1.1\r\nHost: test\r\n\r\n").expect("sent");
    runtime.block_on(entered.notified());
    drop(end);
    free.notify_one();
    let mut text = String::new();
    stream.read_to_string(&mut text).expect("an answer, and the end of the connection");
    assert!(text.ends_with("late"), "{text}");
    runtime.block_on(served).expect("it ends");
    assert!(TcpStream::connect(address).is_err(), "nobody listens any more");
}
