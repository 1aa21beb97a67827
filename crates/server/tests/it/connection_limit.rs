//! The limit of connections, on real sockets.

use axum::{
    Router,
    body::Body,
    routing::{get, post as post_route},
};
use muster_server::listener::{self, Bodies};
use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    sync::Arc,
};
use tokio::{runtime::Runtime, sync::Notify};

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).expect("the service listens");
    stream.set_read_timeout(Some(std::time::Duration::from_secs(60))).expect("a timeout");
    stream
}

/// GETs `/` and returns the answer's last line.
fn fetch(address: SocketAddr) -> String {
    let mut stream = connect(address);
    stream.write_all(b"GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    answer.lines().last().unwrap_or_default().to_owned()
}

/// With every place taken by connections that say nothing, a new one is served; those that are being answered stay.
#[test]
fn an_idle_connection_makes_way() {
    let runtime = Runtime::new().expect("a runtime");
    let (free, entered) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (waits, enters) = (free.clone(), entered.clone());
    let router = Router::new().route("/", get(async || "here")).route(
        "/slow",
        get(move || {
            let (waits, enters) = (waits.clone(), enters.clone());
            async move {
                enters.notify_one();
                waits.notified().await;
                "late"
            }
        }),
    );
    let address = runtime.block_on(async {
        let listener = listener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(listener::serve_within(3, listener, None, (router, Bodies::Small), std::future::pending()));
        address
    });
    let mut slow = connect(address);
    slow.write_all(b"GET /slow HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").expect("sent");
    runtime.block_on(entered.notified());
    let mut idle: Vec<TcpStream> = (0..2).map(|_| connect(address)).collect();
    for _ in 0..3 {
        assert_eq!(fetch(address), "here");
    }
    assert_eq!(idle[0].read(&mut [0]).expect("closed"), 0, "the one that was idle longest");
    free.notify_one();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).expect("an answer");
    assert!(answer.ends_with("late"), "{answer}");
}

/// The answer to a POST of so many bytes.
fn post(address: SocketAddr, path: &str, said: usize, sent: usize) -> String {
    let mut stream = connect(address);
    write!(stream, "POST {path} HTTP/1.1\r\nHost: test\r\nContent-Length: {said}\r\n\r\n").expect("sent");
    drop(stream.write_all(&vec![b'x'; sent]));
    let mut answer = String::new();
    drop(stream.read_to_string(&mut answer));
    answer
}

/// A large body is the router's to read, beyond what strangers may have held, or to refuse before it comes; other listeners take none.
#[test]
fn a_large_body_is_read_where_the_router_says_so() {
    let runtime = Runtime::new().expect("a runtime");
    let serve = |bodies| {
        let router = Router::new()
            .route(
                "/large",
                post_route(async |body: Body| {
                    listener::read_large_body(body, 1_000_000).await.map(|body| body.len().to_string())
                }),
            )
            .route(
                "/small",
                post_route(async |body: Body| listener::read_body(body).await.map(|body| body.len().to_string())),
            );
        runtime.block_on(async {
            let listener = listener::bind("127.0.0.1:0").await.expect("a port");
            let address = listener.local_addr().expect("an address");
            tokio::spawn(listener::serve_within(3, listener, None, (router, bodies), std::future::pending()));
            address
        })
    };
    let (large, small) = (serve(Bodies::Large), serve(Bodies::Small));
    assert!(
        post(large, "/large", 900_000, 900_000).ends_with("\r\n\r\n900000"),
        "a larger one than strangers may have held"
    );
    let over = post(large, "/large", 1_000_001, 1_000_001);
    assert!(over.starts_with("HTTP/1.1 413 ") && over.contains("larger than 1000000 bytes"), "{over}");
    let refused = post(large, "/small", 900_000, 0);
    assert!(
        refused.starts_with("HTTP/1.1 413 ") && refused.contains("larger than 65536 bytes"),
        "not waited for: {refused}"
    );
    let none = post(small, "/large", 900_000, 0);
    assert!(none.starts_with("HTTP/1.1 413 ") && none.contains("larger than 65536 bytes"), "{none}");
}
