//! Several hosts on one PostgreSQL database: one count, one inventory, and any of them may die.

use crate::command::{run, run_in, run_ok, serve_host, text};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD, Engine};
use muster_core::id::Cmid;
use muster_host::{Host, StoreConfig};
use muster_proto::request::ACTIVATIONS_PATH;
use muster_testbed::harness::{
    http::{activate, cmid, post_bytes, request, send},
    postgres::Postgres,
    wait::DEADLINE,
    world::{World, ledger},
};
use serde_json::Value;
use std::{
    collections::HashSet,
    net::SocketAddr,
    sync::{
        Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
        mpsc,
    },
    thread,
};

fn host(world: &World, name: &str, store: StoreConfig) -> Host {
    let setup = muster_testbed::HostSetup { store, ..world.setup(name, None) };
    world.activated(&setup)
}

/// What an answer's activation states as the count.
fn stated(body: &str) -> u64 {
    let reply: Value = serde_json::from_str(body).expect("a reply");
    let payload = reply["activation"].as_str().and_then(|jws| jws.split('.').nth(1)).expect("an activation");
    let json = BASE64_URL_SAFE_NO_PAD.decode(payload).expect("base64url");
    let claims: Value = serde_json::from_slice(&json).expect("claims");
    claims["count"].as_u64().expect("a count")
}

#[test]
fn two_hosts_share_one_count() {
    let (world, server) = (World::in_real_time(), Postgres::start());
    for name in ["kms1", "kms2"] {
        drop(host(&world, name, server.local()));
    }
    let services = ["kms1", "kms2"].map(|name| serve_host(&world.state(name)));
    for number in 0..60 {
        let service = &services[number as usize % 2];
        let (status, body) = activate(service.address, &request(number, ledger(&world), world.now()));
        assert_eq!(status, 200, "{body}");
        // Twice the threshold, and no more.
        assert_eq!(stated(&body), u64::from(number + 1).min(50));
    }
    let status = |name: &str| -> Value {
        let state = world.state(name);
        let printed = run_ok(["--state", state.to_str().expect("a path"), "host", "status", "--json"]);
        serde_json::from_str(&printed).expect("JSON")
    };
    let (one, other) = (status("kms1"), status("kms2"));
    assert_eq!(one["counts"], other["counts"]);
    assert_eq!(one["requests"], other["requests"]);
    assert_eq!((&one["requests"]["total"], &one["counts"][0]["count"]), (&Value::from(60), &Value::from(50)));
    assert_eq!(server.ask("SELECT count(*) FROM request WHERE host = 'kms1.corp.test'"), "30");
    // What slmgr sets is each host's own; what an administrator releases is released for both.
    let state = world.state("kms1");
    let state = state.to_str().expect("a path");
    run_ok(["--state", state, "slmgr", "/sri", "20160"]);
    assert_ne!(status("kms1")["port"], Value::Null);
    run_ok(["--state", state, "host", "release", "pc-59"]);
    assert_eq!(status("kms2")["counts"][0]["count"], 49);
    let (_, body) = activate(services[0].address, &request(58, ledger(&world), world.now()));
    let (_, other) = activate(services[1].address, &request(58, ledger(&world), world.now()));
    assert_eq!((stated(&body), stated(&other)), (49, 49));
}

/// Under load: one host is killed, then the other, then the database; each comes back. Whoever was answered is stored, and
/// count, counters and inventory agree.
#[test]
fn hosts_and_database_may_die_at_any_moment() {
    let (world, server) = (World::in_real_time(), Postgres::start());
    let hosts = ["kms1", "kms2"].map(|name| host(&world, name, server.local()));
    let services = Mutex::new(["kms1", "kms2"].map(|name| Some(serve_host(&world.state(name)))));
    let addresses = Mutex::new(services.lock().expect("no panic").each_ref().map(|s| s.as_ref().map(|s| s.address)));
    let (next, stop, mut answered) = (AtomicU32::new(0), AtomicBool::new(false), HashSet::new());
    let (told, heard) = mpsc::channel();
    let mut reach = |goal: usize| {
        answered.extend(heard.try_iter());
        for _ in 0..goal {
            answered.insert(heard.recv_timeout(DEADLINE).expect("an answer"));
        }
    };
    thread::scope(|scope| {
        let _stop = StopOnDrop(&stop);
        for worker in 0..8 {
            let (world, addresses, next, stop, told) = (&world, &addresses, &next, &stop, told.clone());
            scope.spawn(move || ask_on(world, worker % 2, addresses, next, &told, stop));
        }
        for round in 0..6 {
            reach(60);
            match round % 3 {
                2 => {
                    server.crash();
                    server.resume();
                }
                which => {
                    addresses.lock().expect("no panic")[which] = None;
                    services.lock().expect("no panic")[which].take().expect("it runs").kill();
                    // The other goes on alone.
                    reach(60);
                    let service = serve_host(&world.state(["kms1", "kms2"][which]));
                    addresses.lock().expect("no panic")[which] = Some(service.address);
                    services.lock().expect("no panic")[which] = Some(service);
                }
            }
        }
        reach(60);
    });
    answered.extend(heard.try_iter());
    let (mut stored, mut requests) = (HashSet::new(), 0);
    hosts[0]
        .admin()
        .expect("a store")
        .each_machine(|row| {
            stored.insert(row.cmid);
            requests += row.requests;
        })
        .expect("the inventory");
    let lost: Vec<&Cmid> = answered.iter().filter(|cmid| !stored.contains(cmid)).collect();
    assert!(lost.is_empty(), "{} of {} answered machines are lost", lost.len(), answered.len());
    for host in &hosts {
        let report = host.admin().expect("a store").report(world.now()).expect("a report");
        assert_eq!((report.counters.total, report.counts[0].count), (requests, 50));
    }
    assert_eq!(server.ask("SELECT count(*) FROM request"), requests.to_string());
}

/// Tells the workers to end, when the test has failed too.
struct StopOnDrop<'a>(&'a AtomicBool);

impl Drop for StopOnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

/// Asks for machine after machine, and says which were answered.
fn ask_on(
    world: &World,
    own: usize,
    addresses: &Mutex<[Option<SocketAddr>; 2]>,
    next: &AtomicU32,
    told: &mpsc::Sender<Cmid>,
    stop: &AtomicBool,
) {
    while !stop.load(Ordering::SeqCst) {
        let address = {
            let addresses = addresses.lock().expect("no panic");
            addresses[own].or(addresses[1 - own])
        };
        let Some(address) = address else { continue };
        let number = next.fetch_add(1, Ordering::Relaxed);
        let bytes = post_bytes(ACTIVATIONS_PATH, &request(number, ledger(world), world.now()));
        match send(address, &bytes) {
            Some((200, _)) => told.send(cmid(number)).expect("the test hears"),
            // The database is away: nothing was promised.
            Some((503, _)) | None => {}
            Some(answer) => panic!("answered {answer:?}"),
        }
    }
}

#[test]
fn a_host_moves_from_sqlite_row_by_row() {
    let (world, server) = (World::in_real_time(), Postgres::start());
    drop(world.activated_host("kms"));
    let state = world.state("kms");
    let state = state.to_str().expect("a path");
    let service = serve_host(&world.state("kms"));
    for number in 0..70 {
        assert_eq!(activate(service.address, &request(number, ledger(&world), world.now())).0, 200);
    }
    // Clones and refusals move too.
    let copy = request(1, ledger(&world), world.now()).replace("00000001000000000000000000000000", &"f".repeat(32));
    assert_eq!(activate(service.address, &copy).0, 200);
    assert_eq!(
        activate(service.address, &request(99, ledger(&world), world.now()).replace("\"time\":1", "\"time\":2")).0,
        403
    );
    let connection = server.local().postgres.expect("a connection");
    let words = ["--state", state, "host", "migrate", "--postgres", &connection];
    let output = run(words);
    assert!(text(&output.stderr).contains("stop it first"), "{}", text(&output.stderr));
    service.kill();
    run_ok(["--state", state, "slmgr", "/sai", "240"]);
    let views = [["machines", "--json"], ["events", "--json"], ["export", "--format=json"], ["status", "--json"]];
    let show = || views.map(|view| run_ok([&["--state", state, "host"][..], &view[..]].concat()));
    let before = show();
    // A host.toml that could not name the database afterwards: nothing is moved, and mended it can be tried again.
    let config = world.state("kms").join("host/host.toml");
    let good = std::fs::read_to_string(&config).expect("host.toml");
    std::fs::write(&config, format!("{good}\n[store]\n")).expect("written");
    let output = run(words);
    assert!(text(&output.stderr).contains("host.toml"), "{}", text(&output.stderr));
    assert_eq!(server.ask("SELECT count(*) FROM information_schema.tables WHERE table_name = 'machine'"), "0");
    std::fs::write(&config, good).expect("written");
    let said = run_ok(words);
    assert!(said.contains("72 machines, 72 requests"), "{said}");
    assert_eq!(show(), before);
    assert_eq!(server.ask("SELECT count(*) FROM machine"), "72");
    // It serves from there now, and nobody moves in beside it.
    let service = serve_host(&world.state("kms"));
    assert_eq!(stated(&activate(service.address, &request(500, ledger(&world), world.now())).1), 50);
    assert_eq!(server.ask("SELECT total FROM counters"), "73");
    drop(world.activated_host("other"));
    let other = world.state("other");
    let output = run(["--state", other.to_str().expect("a path"), "host", "migrate", "--postgres", &connection]);
    assert!(text(&output.stderr).contains("the database is not empty"), "{}", text(&output.stderr));
}

/// Somebody who copies the wrong line is told whose database it is, and nothing is written there.
#[test]
fn a_database_of_the_other_service_is_called_by_its_name() {
    let (world, hosts, authorities) = (World::in_real_time(), Postgres::start(), Postgres::start());
    drop(world.activated_host("kms"));
    drop(world.activated_host("other"));
    let moves = |state: &str, service, server: &Postgres| {
        let connection = server.local().postgres.expect("a connection");
        run_in(&world.path(state), &[service, "migrate", "--postgres", &connection])
    };
    assert_eq!(moves("kms", "host", &hosts).0, 0);
    let (code, told) = moves("", "authority", &hosts);
    assert!(
        code == 1 && told.contains("the database is that of an activation host") && told.contains("0x80070057"),
        "{told}"
    );
    assert_eq!(moves("", "authority", &authorities).0, 0);
    let (code, told) = moves("other", "host", &authorities);
    assert!(code == 1 && told.contains("the database is that of an authority"), "{told}");
    for (server, table) in [(&hosts, "product_key"), (&authorities, "machine")] {
        assert_eq!(server.ask(&format!("SELECT to_regclass('{table}') IS NULL")), "t");
    }
}
