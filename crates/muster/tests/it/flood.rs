//! Strangers who open connections and send what never ends: the host's memory stays bounded and comes back, and others are
//! answered meanwhile.

use crate::command::{Service, serve_host};
use muster_server::limits::CONNECTIONS_MAX;
use muster_testbed::harness::{
    http::{fetch, health_that},
    wait::{DEADLINE, wait_until},
    world::World,
};
use rustix::net::{AddressFamily, SocketType, bind, connect, socket};
use std::{
    fs,
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddrV4, TcpStream},
    process::Command,
};

/// What a flooded host may take beside what it has at its start, in kB: the pages of its program are not of the flood.
const TAKEN_MAX: u64 = CONNECTIONS_MAX as u64 * 24;
/// How much more than at the start it may have kept when the flood is over, in kB.
const KEPT_MAX: u64 = 32 * 1024;
/// Networks that the flood comes from.
const NETWORKS: usize = 32;

/// A field of the process' status in kB: `VmRSS` now, `VmHWM` at most.
fn memory(service: &Service, field: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", service.id())).expect("its status");
    let line = status.lines().find(|line| line.starts_with(field)).expect("the field");
    line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).expect("a number")
}

/// A connection from one of many networks.
fn connect_from(network: usize, service: &Service) -> TcpStream {
    let socket = socket(AddressFamily::INET, SocketType::STREAM, None).expect("a socket");
    let last = u8::try_from(2 + network % NETWORKS).expect("small");
    bind(&socket, &SocketAddrV4::new(Ipv4Addr::new(127, 0, 0, last), 0)).expect("a local address");
    let host = SocketAddrV4::new(Ipv4Addr::LOCALHOST, service.address.port());
    connect(&socket, &host).expect("the host listens");
    TcpStream::from(socket)
}

/// More connections than there is room for, which all send `bytes`. The host closes some of them meanwhile.
fn flood(service: &Service, bytes: &[u8], more: impl Fn(&mut TcpStream)) -> Vec<TcpStream> {
    let connections = (0..CONNECTIONS_MAX + 256).map(|number| {
        let mut stream = connect_from(number, service);
        let _ = stream.write_all(bytes);
        more(&mut stream);
        stream
    });
    connections.collect()
}

#[test]
fn memory_stays_bounded_at_full_places_and_comes_back() {
    let limit = muster_platform::process::raise_file_limit(2 * CONNECTIONS_MAX as u64);
    assert!(limit > CONNECTIONS_MAX as u64 + 1_000, "the limit of open files is {limit}: raise it");
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    assert_eq!(fetch(service.address, "/health").0, 200);
    let start = memory(&service, "VmRSS");
    let header = format!("GET / HTTP/1.1\r\nHost: test\r\nX: {}", "a".repeat(16_000));
    let body =
        format!("POST /v1/activations HTTP/1.1\r\nHost: test\r\nContent-Length: 65536\r\n\r\n{}", "a".repeat(65_000));
    let whole = format!("GET /nowhere HTTP/1.1\r\nHost: test\r\nX: {}\r\n\r\n", "a".repeat(7_000));
    let nothing = |_: &mut TcpStream| ();
    let answered = |stream: &mut TcpStream| {
        let _ = stream.read(&mut [0; 1024]);
    };
    let calm = || {
        wait_until(DEADLINE, "its memory comes back", || (memory(&service, "VmRSS") < start + KEPT_MAX).then_some(()));
    };
    for bytes in [&header, &body] {
        let connections = flood(&service, bytes.as_bytes(), nothing);
        let full = |health: &serde_json::Value| health["connections"]["status"] == "full";
        let (status, health) = health_that(service.address, "it is full", full);
        assert_eq!((status, health["status"].as_str()), (200, Some("warning")), "{health}");
        drop(connections);
        calm();
    }
    drop(flood(&service, whole.as_bytes(), answered));
    calm();
    let taken = memory(&service, "VmHWM") - start;
    assert!(taken < TAKEN_MAX, "{taken} kB of {TAKEN_MAX}");
}

/// The host may have few files, from the start or of a sudden: idle connections make way.
#[test]
fn at_an_exhausted_file_limit_others_are_answered() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let state = world.state("kms");
    let mut few = Command::new("sh");
    few.args(["-c", "ulimit -n 256 && exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_muster"), "--state"]);
    few.arg(&state).args(["host", "serve", "--port", "0", "--identity", "kms.corp.test"]).env_clear();
    let service = Service::start(few);
    let idle: Vec<TcpStream> = (0..300).map(|number| connect_from(number, &service)).collect();
    let full = |health: &serde_json::Value| health["connections"]["status"] == "full";
    let (status, health) = health_that(service.address, "it is full", full);
    assert_eq!((status, &health["connections"]["max"]), (200, &192.into()), "{health}");
    drop((idle, service));

    let service = serve_host(&state);
    assert_eq!(fetch(service.address, "/health").0, 200);
    let open = fs::read_dir(format!("/proc/{}/fd", service.id())).expect("its files").count();
    let (pid, files) = (format!("--pid={}", service.id()), format!("--nofile={}", open + 20));
    assert!(
        Command::new("prlimit").args([pid, files]).status().expect("prlimit (Debian package util-linux)").success()
    );
    let idle: Vec<TcpStream> = (0..300).map(|number| connect_from(number, &service)).collect();
    let (status, _) = health_that(service.address, "it is full", full);
    assert_eq!(status, 200);
    drop(idle);
}
