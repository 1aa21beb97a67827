//! What `init` takes along, so that later commands and services find it: an identity, and the files that `host.toml` names.

use crate::command::{Service, muster, run_in, run_ok, text};
use muster_testbed::{TsigKey, harness::world::World};
use std::{fs, os::unix::fs::PermissionsExt, path::Path};

/// Root key and pack of a world's vendor as files.
fn delivered(world: &World) -> [String; 4] {
    let (root, pack) = (world.path("root.jwk"), world.path("pack.jws"));
    fs::write(&root, &world.vendor.root).expect("written");
    fs::write(&pack, &world.vendor.pack).expect("written");
    let name = |path: &Path| path.to_str().expect("a path").to_owned();
    ["--root".into(), name(&root), "--pack".into(), name(&pack)]
}

#[test]
fn an_identity_that_was_given_at_init_is_that_of_every_later_command() {
    let world = World::in_real_time();
    let host = world.filled_host("kms");
    let state = world.path("box");
    let delivered = delivered(&world);
    let words: Vec<&str> = delivered.iter().map(String::as_str).collect();
    let init = [&["client", "init"], &words[..], &["--identity", "box-1", "--machine-name", "box"]].concat();
    let muster = |words: &[&str]| run_in(&state, words);
    assert_eq!(muster(&init).0, 0);
    let mode = fs::metadata(state.join("client/identity")).expect("kept").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    assert_eq!(muster(&["slmgr", "/ipk", &world.vendor.ledger_key.reveal()]).0, 0);
    assert_eq!(muster(&["slmgr", "/skms", &host.address().to_string()]).0, 0);
    assert_eq!(muster(&["slmgr", "/ato"]).0, 0);
    // A shell that is told nothing, and one that is told what was told before.
    for words in [&["slmgr", "/dli"][..], &["slmgr", "--identity", "box-1", "/dli"]] {
        let (_, shown) = muster(words);
        assert!(shown.contains("License Status: Licensed\n"), "{words:?}: {shown}");
    }
    let (_, other) = muster(&["slmgr", "--identity", "box-2", "/dli"]);
    assert!(!other.contains("License Status: Licensed\n"), "{other}");
}

#[test]
fn a_host_serves_as_the_machine_that_its_folder_names() {
    let world = World::in_real_time();
    drop(world.activated_host("kms"));
    let state = world.state("kms");
    fs::write(state.join("host/identity"), "kms.corp.test").expect("written");
    let service = Service::start(muster(["--state", state.to_str().expect("a path"), "host", "serve", "--port", "0"]));
    assert!(service.address.ip().is_loopback() && service.address.port() != 0, "{}", service.address);
}

#[test]
fn a_key_beside_host_toml_goes_along_and_a_missing_one_is_named() {
    let world = World::in_real_time();
    let folder = world.path("config");
    fs::create_dir(&folder).expect("a folder");
    let toml = |key: &str| {
        let dns = format!("[dns]\nserver = \"127.0.0.1:9\"\nkey = \"{key}\"\npublish = [\"corp.test\"]\n");
        fs::write(folder.join("host.toml"), format!("name = \"kms.corp.test\"\n{dns}")).expect("written");
    };
    let config = folder.join("host.toml").to_str().expect("a path").to_owned();
    let delivered = delivered(&world);
    let words: Vec<&str> = delivered.iter().map(String::as_str).collect();
    let init =
        |state: &str| run_in(&world.path(state), &[&["host", "init"], &words[..], &["--config", &config]].concat());
    toml("keys/dns.key");
    let (code, told) = init("none");
    assert!(code == 1 && told.contains("config/keys/dns.key"), "{told}");
    fs::create_dir(folder.join("keys")).expect("a folder");
    fs::write(folder.join("keys/dns.key"), "no key").expect("written");
    let (code, told) = init("bad");
    assert!(code == 1 && told.contains("no TSIG key"), "{told}");
    assert!(!world.path("none/host").exists() && !world.path("bad/host").exists(), "nothing is made");
    fs::write(folder.join("keys/dns.key"), TsigKey::random("kms-key").file()).expect("written");
    assert_eq!(init("good").0, 0);
    let copy = world.path("good/host/keys/dns.key");
    assert_eq!(fs::read(&copy).expect("a copy"), fs::read(folder.join("keys/dns.key")).expect("a key"));
    assert_eq!(fs::metadata(&copy).expect("a copy").permissions().mode() & 0o777, 0o600);
    let own = "a host has a file of this name";
    for (key, problem) in
        [("../dns.key", "leads out of the folder"), ("pack.jws", own), ("hardware.json", own), ("identity", own)]
    {
        fs::write(folder.join(key), TsigKey::random("kms-key").file()).expect("written");
        toml(key);
        let (code, told) = init("refused");
        assert!(code == 1 && told.contains(problem), "{key}: {told}");
    }
}

#[test]
fn an_empty_variable_counts_as_one_that_is_not_set() {
    let world = World::in_real_time();
    drop(world.client("pc"));
    let state = world.state("pc");
    let status = ["--state", state.to_str().expect("a path"), "client", "status", "--json"];
    let expected = run_ok(status);
    for name in [
        "MUSTER_LANG",
        "MUSTER_IDENTITY",
        "MUSTER_MACHINE_NAME",
        "MUSTER_NAME_SERVER",
        "MUSTER_DOMAIN",
        "MUSTER_STATE",
        "MUSTER_LOG",
    ] {
        let output = muster(status).env(name, "").output().expect("muster runs");
        assert!(output.status.success(), "{name}: {}", text(&output.stderr));
        assert_eq!(text(&output.stdout), expected, "{name}");
    }
}
