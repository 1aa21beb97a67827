//! What a host tells those who run it, and how it stands what happens to a machine.

use crate::command::{Service, muster, run_ok, serve_host};
use axum::{Router, routing::get};
use muster_core::time::Span;
use muster_proto::request::ACTIVATIONS_PATH;
use muster_testbed::RunningHost;
use muster_testbed::harness::{
    http::{activate, connect, fetch, post_bytes, request},
    preload,
    world::{World, ledger},
};
use rusqlite::Connection;
use serde_json::{Value, json};
use std::{
    fs,
    io::{Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    sync::Arc,
    thread,
};
use tokio::sync::Notify;

/// Asks `/health` until it says something else than before: what it knows is a second old at most.
fn health_that(address: SocketAddr, expected: impl Fn(&Value) -> bool) -> (u16, Value) {
    loop {
        let (status, body) = fetch(address, "/health");
        let health: Value = serde_json::from_str(&body).expect("JSON");
        if expected(&health) {
            return (status, health);
        }
        thread::yield_now();
    }
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// `muster host serve` with the faults of `folder`, where its log is too.
fn faulty(world: &World, name: &str, folder: &Path) -> Service {
    let mut command = muster(["--state", text(&world.state(name)), "host", "serve", "--port", "0"]);
    command.env("LD_PRELOAD", preload::library("fault", folder)).env("FAULTS", folder);
    command.stderr(fs::File::create(folder.join("log")).expect("a log"));
    Service::start(command)
}

fn events(world: &World, name: &str) -> Vec<u64> {
    let printed = run_ok(["--state", text(&world.state(name)), "host", "events", "--json"]);
    let events: Vec<Value> = serde_json::from_str(&printed).expect("JSON");
    events.iter().filter_map(|event| event["id"].as_u64()).collect()
}

#[test]
fn health_says_whether_clients_are_answered() {
    let world = World::new();
    let setup = world.setup("kms", None);
    let mut host = setup.init(&world.vendor).expect("a host");
    let service = serve_host(&world.state("kms"));
    let (status, health) = health_that(service.address, |_| true);
    assert_eq!((status, &health["status"], &health["activated"]), (503, &json!("failing"), &json!(false)));
    muster_testbed::activate_online(&mut host, &muster_testbed::harness::world::machine("kms")).expect("activated");
    let (status, health) = health_that(service.address, |health| health["activated"] == true);
    let store = json!({"status": "ok"});
    assert_eq!((status, &health["status"], &health["store"]), (200, &json!("ok"), &store));
}

#[test]
fn metrics_are_openmetrics_and_say_what_happened() {
    let world = World::new();
    let host = world.running_host(&world.setup("kms", None));
    for number in 0..30 {
        assert_eq!(activate(host.address(), &request(number, ledger(&world), world.now())).0, 200);
    }
    let late = request(99, ledger(&world), world.now() - Span::hours(5));
    assert_eq!(activate(host.address(), &late).0, 403);
    let (status, text) = fetch(host.address(), "/metrics");
    assert_eq!(status, 200);
    for line in [
        "muster_requests_total{code=\"0x00000000\"} 30",
        "muster_requests_total{code=\"0xC004F06C\"} 1",
        "muster_requests_shed_total 0",
        "muster_count{application=\"Ledger\"} 30",
        "muster_machines 31",
        "muster_store_up 1",
        "muster_commit_group_size_sum 31.0",
        "muster_next_expiry_days 180.0",
        "# EOF",
    ] {
        assert!(text.lines().any(|found| found == line), "no line '{line}' in\n{text}");
    }
    let license = text.lines().find_map(|line| line.strip_prefix("muster_license_days ")).expect("its days");
    assert!(license.parse::<f64>().expect("a number") > 0.0, "{license}");
}

/// The store is held up until more wait than may wait. Those beyond are told to come back, at once; those that wait are
/// answered as soon as the store is free, and then everything is as before.
#[test]
fn beyond_capacity_requests_are_shed_and_none_is_lost() {
    // Those that may wait and one group, and some more.
    const WAITING: usize = 4_096 + 256;
    const SHED: usize = 300;
    let limit = rlimit::increase_nofile_limit(2 * WAITING as u64 + 2_000).expect("a limit of open files");
    assert!(limit > WAITING as u64 + 1_000, "the limit of open files is {limit}: raise it");
    let world = World::new();
    drop(world.activated_host("kms"));
    let service = serve_host(&world.state("kms"));
    let mut streams: Vec<TcpStream> = (0..WAITING + SHED).map(|_| connect(service.address)).collect();
    let store = Connection::open(world.state("kms").join("host/host.db")).expect("the store");
    store.execute_batch("BEGIN IMMEDIATE").expect("the store is held up");
    for (number, stream) in (0..).zip(&mut streams) {
        stream.write_all(&post_bytes(ACTIVATIONS_PATH, &request(number, ledger(&world), world.now()))).expect("sent");
    }
    streams.iter().for_each(|stream| stream.set_nonblocking(true).expect("set"));
    while streams.iter().filter(|stream| stream.peek(&mut [0]).is_ok()).count() < SHED {
        thread::yield_now();
    }
    store.execute_batch("ROLLBACK").expect("the store is free");
    let (mut answered, mut shed) = (0, 0);
    for mut stream in streams {
        stream.set_nonblocking(false).expect("set");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        match answer.split_whitespace().nth(1) {
            Some("200") => answered += 1,
            Some("503") => {
                assert!(answer.to_lowercase().contains("\r\nretry-after: "), "{answer}");
                shed += 1;
            }
            _ => panic!("answered {answer}"),
        }
    }
    assert!(shed >= SHED && answered >= 1, "{answered} answered, {shed} shed");
    assert_eq!(activate(service.address, &request(900_000, ledger(&world), world.now())).0, 200);
    let stored: u32 = store.query_row("SELECT count(*) FROM machine", [], |row| row.get(0)).expect("counted");
    assert_eq!(stored, answered + 1);
}

#[test]
fn a_read_only_disk_is_told_and_recovers_without_a_restart() {
    let (world, faults) = (World::new(), tempfile::tempdir().expect("a folder"));
    drop(world.activated_host("kms"));
    let service = faulty(&world, "kms", faults.path());
    let ask = |number| activate(service.address, &request(number, ledger(&world), world.now())).0;
    assert_eq!((ask(1), fetch(service.address, "/health").0), (200, 200));
    fs::write(faults.path().join("read-only"), "").expect("the fault");
    assert_eq!(ask(2), 503);
    let (status, health) = health_that(service.address, |health| health["status"] == "failing");
    assert_eq!((status, &health["store"]["code"]), (503, &json!("0xC004C013")), "{health}");
    fs::remove_file(faults.path().join("read-only")).expect("the fault is gone");
    assert_eq!(ask(3), 200);
    assert_eq!(health_that(service.address, |health| health["status"] == "ok").0, 200);
    assert!(events(&world, "kms").contains(&12408), "the store's return is in the events");
}

#[test]
fn a_clock_that_was_set_is_told() {
    let (world, faults) = (World::new(), tempfile::tempdir().expect("a folder"));
    drop(world.activated_host("kms"));
    let service = faulty(&world, "kms", faults.path());
    assert_eq!(activate(service.address, &request(1, ledger(&world), world.now())).0, 200);
    fs::write(faults.path().join("tomorrow"), "").expect("the fault");
    let (status, body) = activate(service.address, &request(2, ledger(&world), world.now()));
    assert!(status == 403 && body.contains("0xC004F06C"), "{status} {body}");
    let (status, health) = health_that(service.address, |health| health["status"] == "warning");
    let seconds = health["clock"]["seconds"].as_i64().expect("seconds");
    assert!(status == 200 && (86_390..86_410).contains(&seconds), "{health}");
    fs::remove_file(faults.path().join("tomorrow")).expect("the fault is gone");
    let (status, body) = activate(service.address, &request(3, ledger(&world), world.now()));
    assert_eq!(status, 200, "{body}");
    let told = events(&world, "kms").into_iter().filter(|id| *id == 12409).count();
    assert_eq!(told, 2, "there, and back");
}

#[test]
fn old_history_goes_and_gives_its_room_back() {
    let world = World::new();
    let setup = world.setup("kms", None);
    let directory = setup.directory.clone();
    let host = world.running_host(&setup);
    for number in 0..40 {
        assert_eq!(activate(host.address(), &request(number, ledger(&world), world.now())).0, 200);
    }
    world.block_on(host.stop());
    let file = directory.join("host.toml");
    let written = fs::read_to_string(&file).expect("host.toml");
    fs::write(&file, format!("{written}\n[history]\ndays = 30\n")).expect("written");
    world.clock.advance(Span::days(31));
    let host = muster_host::Host::open(&directory).expect("the host");
    let running = world.block_on(RunningHost::serve(host, directory.clone(), world.clock()));
    let _running = running.expect("it serves");
    let store = Connection::open(directory.join("host.db")).expect("the store");
    let rows = |table: &str| -> u32 {
        store.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("counted")
    };
    while rows("request") > 0 {
        thread::yield_now();
    }
    assert_eq!(rows("machine"), 40, "the inventory stays");
    let free = || -> u32 { store.query_row("PRAGMA freelist_count", [], |row| row.get(0)).expect("a count") };
    while free() > 0 {
        thread::yield_now();
    }
}

/// With every place taken by connections that say nothing, a new one is served; those that are being answered stay.
#[test]
fn an_idle_connection_makes_way() {
    let world = World::new();
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
    let address = world.block_on(async {
        let listener = muster_server::listener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(muster_server::listener::serve_within(3, listener, None, router, std::future::pending()));
        address
    });
    let mut slow = connect(address);
    slow.write_all(b"GET /slow HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n").expect("sent");
    world.block_on(entered.notified());
    let mut idle: Vec<TcpStream> = (0..2).map(|_| connect(address)).collect();
    for _ in 0..3 {
        assert_eq!(fetch(address, "/"), (200, "here".into()));
    }
    assert_eq!(idle[0].read(&mut [0]).expect("closed"), 0, "the one that was idle longest");
    free.notify_one();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).expect("an answer");
    assert!(answer.ends_with("late"), "{answer}");
}
