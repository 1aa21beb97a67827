//! The way of docs/roll-out.md with real processes: a vendor signs a file, and one command on a fresh machine is all that it takes.

use crate::command::{authority, muster, outcome, run_in, run_ok, serve_host, text};
use muster_client::{Client, Status};
use muster_core::keys::product_key::MASK;
use muster_testbed::harness::world::{World, env, ledger};
use serde_json::Value;
use std::{
    fs::{self, File},
    os::unix::fs::PermissionsExt,
    path::Path,
};

fn name(path: &Path) -> &str {
    path.to_str().expect("a path")
}

/// The status of the first product, as a process tells it.
fn status(world: &World, machine: &str) -> Status {
    let client = Client::open(&world.path(machine).join("client"), world.now()).expect("a client");
    let product = client.chosen(None).expect("a product")[0];
    client.report(product, &env(machine, world.now())).expect("a report").standing.status
}

#[test]
fn one_command_on_a_fresh_machine_and_its_agent_licenses_it() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let host = serve_host(&world.path("kms"));
    for number in 1..=25 {
        assert_eq!(world.ask(host.address, number).0, 200);
    }
    let (file, product, address) = (world.path("site.enrolment"), ledger(&world).to_string(), host.address.to_string());
    let words = ["enrolment", "--product", &product, "--host", &address, "--out", name(&file), "--json"];
    let (code, printed) = authority(&world, &words);
    assert_eq!(code, 0, "{printed}");
    let signed: Value = serde_json::from_str(&printed).expect("JSON");
    let root = signed["root_key"].as_str().expect("a thumbprint");
    assert_eq!(signed["holds_key"], false);

    let state = world.path("pc");
    let machine = ["--identity", "pc", "--machine-name", "pc"];
    let enrol = |more: &[&str]| run_in(&state, &[&["client", "enrol"], more, &machine[..]].concat());
    let (code, printed) = enrol(&[name(&file), "--root-key", root]);
    assert_eq!(code, 0, "{printed}");
    let partial = world.vendor.ledger_key.partial();
    assert!(printed.contains(&format!("Ledger 9 Professional  {MASK}{partial}")), "{printed}");
    assert!(!printed.contains("compare it"), "it was compared: {printed}");
    // As management tools run it: again, and as a description of what is to be.
    let (code, printed) = enrol(&[name(&file), "--json"]);
    let again: Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(
        (code, again["changed"].as_bool(), again["products"][0]["partial_key"].as_str()),
        (0, Some(false), Some(partial.as_str()))
    );
    assert_eq!(status(&world, "pc"), Status::InitialGrace);
    let (code, printed) = outcome(&mut muster([&["--state", name(&state), "agent", "--once"], &machine[..]].concat()));
    assert_eq!((code, status(&world, "pc")), (0, Status::Licensed), "{printed}");
}

#[test]
fn a_mak_in_the_file_is_nowhere_printed_whole() {
    let world = World::in_real_time();
    let (mak, file, key) = (world.mak(3, 3), world.path("mak.enrolment"), world.path("mak.txt"));
    fs::write(&key, mak.reveal()).expect("written");
    let (code, printed) = authority(&world, &["enrolment", "--key-file", name(&key), "--out", name(&file)]);
    assert!(code == 0 && printed.contains("whoever reads it can use the key"), "{printed}");
    assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
    // By standard input, as a deployment tool hands it over.
    let mut enrol = muster(["--state", name(&world.path("pc")), "--lang", "ja", "client", "enrol", "-"]);
    let output = enrol.stdin(File::open(&file).expect("a file")).output().expect("muster runs");
    let shown = text(&output.stdout) + &text(&output.stderr);
    assert!(output.status.success() && shown.contains(&mak.partial()) && shown.contains("照合"), "{shown}");
    let listed = run_ok(["--state", name(&world.path("")), "authority", "audit", "list"]);
    assert!(listed.contains("enrolment"), "{listed}");
    for output in [printed, shown, listed, run_ok(["--state", name(&world.path("pc")), "client", "events"])] {
        assert!(!output.contains(&mak.reveal()), "{output}");
    }
}

#[test]
fn what_is_refused_says_its_code_and_leaves_the_machine_as_it_was() {
    let (world, other) = (World::in_real_time(), World::in_real_time());
    let sign = |world: &World| {
        let file = world.path("site.enrolment");
        assert_eq!(authority(world, &["enrolment", "--out", name(&file)]).0, 0);
        file
    };
    let (file, theirs) = (sign(&world), sign(&other));
    let (fresh, client) = (world.path("fresh"), world.path("pc"));
    drop(world.client("pc"));
    let refused = |state: &Path, words: &[&str], code: &str| {
        let (exit, printed) = run_in(state, &[&["client", "enrol"], words].concat());
        assert!(exit == 1 && printed.contains(code), "{printed}");
        assert!(!printed.contains("SRV"), "a file is not found by DNS: {printed}");
        assert!(!world.path("fresh").exists(), "nothing is made");
    };
    let whole = fs::read_to_string(&file).expect("a file");
    let damaged = world.path("damaged");
    fs::write(&damaged, whole.replacen("eyJ2ZXIi", "eyJ2ZXJi", 1)).expect("written");
    let foreign = "A".repeat(43);
    assert!(run_in(&fresh, &["client", "enrol", name(&damaged)]).1.contains("get the file from the vendor again"));
    refused(&fresh, &[name(&damaged)], "0xC004F01D");
    refused(&fresh, &[name(&file), "--root-key", &foreign], &format!("expected is {foreign}"));
    refused(&client, &[name(&theirs)], "0xC004F01D");
    refused(&fresh, &[name(&world.path("none"))], "0x80070002");
    let (exit, printed) = run_in(&fresh, &["client", "enrol", name(&file), "--root-key", "abc"]);
    assert!(exit == 2 && printed.contains("43 characters"), "{printed}");
    let config = world.path("client.toml");
    for (text, problem) in [("[managed]\nhost = 1\n", "unknown field"), ("[token]\ncrls = \"crls\"\n", "whole path")] {
        fs::write(&config, text).expect("written");
        let out = world.path("refused.enrolment");
        let (exit, printed) = authority(&world, &["enrolment", "--config", name(&config), "--out", name(&out)]);
        assert!(exit == 1 && printed.contains(problem) && !out.exists(), "{printed}");
    }
}
