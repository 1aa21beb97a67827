//! Who may ask, how often, and how many at once.

use muster_core::time::Moment;
use muster_host::Host;
use muster_proto::request::ACTIVATIONS_PATH;
use muster_testbed::harness::{
    http::{activate, connect, fetch, post_bytes, request},
    wait::{DEADLINE, wait_until},
    world::{World, ledger},
};
use rusqlite::Connection;
use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
};

fn code_of(answer: &(u16, String)) -> String {
    let problem: serde_json::Value = serde_json::from_str(&answer.1).expect("a document");
    problem["code"].as_str().unwrap_or("0x00000000").to_owned()
}

fn count(host: &Host, now: Moment) -> u32 {
    host.admin().expect("a store").report(now).expect("a report").counts[0].count
}

/// Writes the section `[access]` of the host's configuration.
fn access_section(world: &World) -> impl Fn(&str) {
    let config = world.state("kms").join("host/host.toml");
    let open = fs::read_to_string(&config).expect("the configuration");
    let before = open.split_once("\n[access]").expect("the lab's section").0.to_owned();
    move |section| fs::write(&config, format!("{before}\n[access]\n{section}\n")).expect("written")
}

#[test]
fn networks_machines_and_the_pace_of_an_address_are_limited() {
    let world = World::new();
    let host = world.activated_host("kms");
    let access = access_section(&world);
    access("deny_machines = [\"pc-3\", \"kiosk-*\"]\nnew_machines_per_hour = 5");
    let service = world.serve(host, "kms");
    let host = || Host::open(&world.state("kms").join("host")).expect("the host");
    let answer = |number: u32| {
        let answer = world.ask(service.address(), number);
        (answer.0, code_of(&answer))
    };
    assert_eq!(answer(1).0, 200);
    assert_eq!(answer(3), (403, "0x80070005".into()));
    for number in [2, 4, 5, 6] {
        assert_eq!(answer(number).0, 200, "{number}");
    }
    assert_eq!(answer(7), (503, "0xC004C015".into()), "five new machines an hour");
    assert_eq!(answer(8), (503, "0xC004C015".into()));
    assert_eq!(answer(1).0, 200, "a machine that is known is not new");
    assert_eq!(count(&host(), world.now()), 5);
    let events = host().admin().expect("a store").events(10).expect("events");
    assert_eq!(events.iter().filter(|event| event.id == 12405).count(), 1, "told once: {events:?}");
    let mut names = Vec::new();
    host().admin().expect("a store").each_machine(|row| names.push(row.name)).expect("the inventory");
    assert!(!names.contains(&"pc-3".into()) && !names.contains(&"pc-7".into()), "{names:?}");
    // The lists are changed while the host serves.
    access("allow_networks = [\"10.0.0.0/8\"]");
    assert_eq!(answer(1), (403, "0x80070005".into()));
    access("allow_networks = [\"10.0.0.0/8\", \"127.0.0.0/8\"]");
    assert_eq!(answer(1).0, 200);
    access("allow_networks = [\"ten\"]");
    assert_eq!(answer(1).0, 200, "a configuration that cannot be read leaves the host as it was");
    let error = Host::open(&world.state("kms").join("host")).err().expect("no network").to_string();
    assert!(error.contains("'ten' is not a network"), "{error}");
}

/// Denied requests are added up in one row, and a restart refills no budget.
#[test]
fn refused_requests_are_added_up_and_a_restart_refills_no_budget() {
    let world = World::new();
    let host = world.activated_host("kms");
    let access = access_section(&world);
    access("deny_networks = [\"127.0.0.0/8\"]");
    let directory = world.state("kms").join("host");
    let store = || Connection::open(directory.join("host.db")).expect("the store");
    let service = world.serve(host, "kms");
    for number in 0..50 {
        assert_eq!(world.ask(service.address(), number).0, 403);
    }
    let row = |sql: &str| -> (u32, u32) {
        store().query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("counted")
    };
    assert_eq!(row("SELECT count(*), (SELECT count(*) FROM machine) FROM request"), (0, 0));
    assert_eq!(row("SELECT count(*), sum(requests) FROM refusal"), (1, 50));
    let events = service.open().expect("the host").admin().expect("a store").events(9).expect("events");
    let told = events.iter().find(|event| event.id == 12_422).expect("an event");
    assert!(told.info.starts_with("0x80070005, 127.0.0.1/32, 50, "), "{told:?}");
    for path in ["/health", "/metrics"] {
        assert_eq!(fetch(service.address(), path).0, 403, "{path} from a denied network");
    }
    access("deny_networks = [\"127.0.0.0/8\"]\nmonitor_networks = [\"127.0.0.1\"]");
    assert_eq!(["/health", "/metrics"].map(|path| fetch(service.address(), path).0), [200, 200]);
    access("monitor_networks = [\"10.0.0.0/8\"]");
    assert_eq!(["/health", "/metrics"].map(|path| fetch(service.address(), path).0), [403, 403]);
    access("new_machines_per_hour = 5");
    for number in 0..8 {
        assert_eq!(world.ask(service.address(), number).0, if number < 5 { 200 } else { 503 });
    }
    world.block_on(service.stop());
    let service = world.serve(Host::open(&directory).expect("the host"), "kms");
    assert_eq!(world.ask(service.address(), 9).0, 503, "after a restart too");
    assert_eq!(world.ask(service.address(), 1).0, 200, "a machine that is known is not new");
}

/// The store is held up until more wait than may wait. Those beyond are told to come back, at once; those that wait are
/// answered as soon as the store is free, and then everything is as before.
#[test]
fn beyond_capacity_requests_are_shed_and_none_is_lost() {
    // Those that may wait and one group, and some more.
    const WAITING: usize = 4_096 + 256;
    const SHED: usize = 300;
    let limit = muster_platform::process::raise_file_limit(2 * WAITING as u64 + 2_000);
    assert!(limit > WAITING as u64 + 1_000, "the limit of open files is {limit}: raise it");
    let world = World::new();
    let service = world.running_host(&world.setup("kms", None));
    let mut streams: Vec<TcpStream> = (0..WAITING + SHED).map(|_| connect(service.address())).collect();
    let metrics = || fetch(service.address(), "/metrics");
    assert_eq!(metrics().0, 200, "the inventory is counted");
    let store = Connection::open(world.state("kms").join("host/host.db")).expect("the store");
    store.execute_batch("BEGIN IMMEDIATE").expect("the store is held up");
    for (number, stream) in (0..).zip(&mut streams) {
        stream.write_all(&post_bytes(ACTIVATIONS_PATH, &request(number, ledger(&world), world.now()))).expect("sent");
    }
    streams.iter().for_each(|stream| stream.set_nonblocking(true).expect("set"));
    let answered = || streams.iter().filter(|stream| stream.peek(&mut [0]).is_ok()).count();
    wait_until(DEADLINE, "answers to those that may not wait", || (answered() >= SHED).then_some(()));
    let (status, metrics) = metrics();
    assert!(status == 200 && !metrics.contains("muster_requests_shed_total 0\n"), "{status} {metrics}");
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
    assert_eq!(activate(service.address(), &request(900_000, ledger(&world), world.now())).0, 200);
    let stored: u32 = store.query_row("SELECT count(*) FROM machine", [], |row| row.get(0)).expect("counted");
    assert_eq!(stored, answered + 1);
}
