//! The limit of connections, on real sockets.

use axum::{Router, routing::get};
use muster_server::listener;
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
        tokio::spawn(listener::serve_within(3, listener, None, router, std::future::pending()));
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
