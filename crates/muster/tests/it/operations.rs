//! How a host stands what happens to a machine: a disk that takes nothing, a clock that is set.

use crate::command::{Service, muster, run_ok};
use muster_testbed::harness::{
    http::{activate, fetch, health_that, request},
    preload,
    world::{World, ledger},
};
use serde_json::{Value, json};
use std::{fs, path::Path};

fn text(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// `muster host serve` with the faults of `folder`, where its log is too.
fn faulty(world: &World, name: &str, folder: &Path) -> Service {
    let mut command = muster(["--state", text(&world.state(name)), "host", "serve", "--port", "0"]);
    command.env("MUSTER_IDENTITY", format!("{name}.corp.test"));
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
fn a_read_only_disk_is_told_and_recovers_without_a_restart() {
    let (world, faults) = (World::in_real_time(), tempfile::tempdir().expect("a folder"));
    drop(world.activated_host("kms"));
    let service = faulty(&world, "kms", faults.path());
    let ask = |number| activate(service.address, &request(number, ledger(&world), world.now())).0;
    assert_eq!((ask(1), fetch(service.address, "/health").0), (200, 200));
    fs::write(faults.path().join("read-only"), "").expect("the fault");
    assert_eq!(ask(2), 503);
    let (status, health) = health_that(service.address, "a failing host", |health| health["status"] == "failing");
    assert_eq!((status, &health["store"]["code"]), (503, &json!("0xC004C013")), "{health}");
    fs::remove_file(faults.path().join("read-only")).expect("the fault is gone");
    assert_eq!(ask(3), 200);
    assert_eq!(health_that(service.address, "a host that is well", |health| health["status"] == "ok").0, 200);
    assert!(events(&world, "kms").contains(&12408), "the store's return is in the events");
}

#[test]
fn a_clock_that_was_set_is_told() {
    let (world, faults) = (World::in_real_time(), tempfile::tempdir().expect("a folder"));
    drop(world.activated_host("kms"));
    let service = faulty(&world, "kms", faults.path());
    assert_eq!(activate(service.address, &request(1, ledger(&world), world.now())).0, 200);
    fs::write(faults.path().join("tomorrow"), "").expect("the fault");
    let (status, body) = activate(service.address, &request(2, ledger(&world), world.now()));
    assert_eq!(status, 200, "{body}");
    let (status, health) = health_that(service.address, "a failing host", |health| health["status"] == "failing");
    let seconds = health["clock"]["seconds"].as_i64().expect("seconds");
    assert!(status == 503 && (86_390..86_410).contains(&seconds), "{health}");
    fs::remove_file(faults.path().join("tomorrow")).expect("the fault is gone");
    let (status, body) = activate(service.address, &request(3, ledger(&world), world.now()));
    assert_eq!(status, 200, "{body}");
    // It is recorded after the answer.
    assert_eq!(health_that(service.address, "a host that is well", |health| health["status"] == "ok").0, 200);
    let mut told: Vec<u64> = events(&world, "kms").into_iter().filter(|id| [12_420, 12_421].contains(id)).collect();
    // They are listed by their times, which are held to the second.
    told.sort_unstable();
    assert_eq!(told, [12_420, 12_421], "there, and back");
}
