//! MAKs: with slmgr, without a network, by proxy.

use crate::command::{run, text};
use muster_client::{Channel, Client, Network};
use muster_core::{client::license::Status, code, time::Span};
use muster_testbed::harness::world::{World, env, ledger};
use std::{fs, os::unix::fs::PermissionsExt};

fn ask(world: &World, client: &mut Client, name: &str) -> muster_client::Attempt {
    world.activate(client, name, &Network::default())
}

#[test]
fn a_mak_activates_for_good_and_a_setup_key_changes_back() {
    let world = World::in_real_time();
    let key = world.mak(5, 5);
    let mut pc = world.mak_client("pc", &key);
    let attempt = ask(&world, &mut pc, "pc");
    assert_eq!((attempt.code, attempt.by), (code::SUCCESS, Some(Channel::Mak)), "{attempt:?}");
    let product = ledger(&world);
    let report = pc.report(product, &env("pc", world.now() + Span::days(5_000))).expect("a report");
    assert_eq!((report.standing.status, report.standing.until), (Status::Licensed, None));
    // Asking again costs nothing; on other hardware it is another machine's.
    assert!(ask(&world, &mut pc, "pc").is_activated());
    assert_eq!(world.vendor.authority.keys().expect("keys").iter().map(|key| key.computers).max(), Some(1));
    let elsewhere = pc.report(product, &env("elsewhere", world.now())).expect("a report");
    assert_eq!(elsewhere.standing.status, Status::AdditionalGrace);
    let state = world.state("pc");
    let slmgr = |words: &[&str]| {
        let global = ["--state", state.to_str().expect("a path"), "--lang", "en", "slmgr", "--identity", "pc"];
        text(&run([&global[..], words].concat()).stdout)
    };
    let shown = slmgr(&["/dlv"]);
    assert!(shown.contains("Installation ID: "), "{shown}");
    assert!(shown.contains("VOLUME_MAK channel\n") && shown.contains("Product Key Channel: Volume:MAK\n"), "{shown}");
    assert_eq!(slmgr(&["/xpr"]), "Ledger 9 Professional:\n    The machine is permanently activated.\n");
    assert_eq!(slmgr(&["/cpky"]), "Product key from registry cleared successfully.\n");
    assert!(slmgr(&["/dlv"]).contains(&format!("Partial Product Key: {}\n", key.partial())));
    let text = fs::read_to_string(world.path("pc/client/state.json")).expect("the state");
    assert!(!text.contains(&key.reveal()), "the key is gone from the disk");
    assert_eq!(slmgr(&["/ipk", &world.vendor.ledger_key.reveal()]).lines().count(), 1);
    assert!(slmgr(&["/dli"]).contains("VOLUME_KMSCLIENT channel\n"));
}

/// Many machines without a network, one with: collect, fetch, deposit.
#[test]
fn a_proxy_activates_machines_without_a_network() {
    let world = World::in_real_time();
    let key = world.mak(2, 2);
    let slots = world.vendor.authority.offline_file(&key, 10, world.now()).expect("a file");
    for name in ["pc-1", "pc-2", "pc-3"] {
        let pc = world.mak_client(name, &key);
        pc.install_slots(&serde_json::to_string(&slots).expect("JSON")).expect("installed");
    }
    // What ssh is to an administrator: a way to run muster on a machine.
    let way = world.path("way.sh");
    let script = format!(
        "#!/bin/sh\nmachine=$1; shift\nexport MUSTER_IDENTITY=$machine\nexec {} --lang en --state {}/$machine \"$@\"\n",
        env!("CARGO_BIN_EXE_muster"),
        world.path("").display()
    );
    fs::write(&way, script).expect("written");
    fs::set_permissions(&way, fs::Permissions::from_mode(0o755)).expect("changed");
    let via = format!("{} {{machine}}", way.display());
    let list = world.path("list.json");
    let list = list.to_str().expect("a path");
    let proxy = |words: &[&str]| {
        let output = run([&["--lang", "en", "proxy"], words].concat());
        (output.status.code(), text(&output.stdout) + &text(&output.stderr))
    };
    let (code, told) = proxy(&["collect", "--out", list, "--via", &via, "pc-1", "pc-2", "pc-3", "pc-missing"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.starts_with("✓ pc-1\n✓ pc-2\n✓ pc-3\n✗ pc-missing  0x"), "{told}");
    let (code, told) = proxy(&["fetch", list, "--authority", &world.authority.url()]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("✓ pc-2\n✗ pc-3  0xC004C021 "), "only two places: {told}");
    let (_, told) = proxy(&["deposit", list, "--via", &via]);
    assert!(told.starts_with("✓ pc-1\n✓ pc-2\n✗ pc-3"), "{told}");
    for (name, expected) in [("pc-1", "Licensed"), ("pc-2", "Licensed"), ("pc-3", "Initial grace period")] {
        let state = world.state(name);
        let shown =
            text(&run(["--state", state.to_str().expect("a path"), "slmgr", "--identity", name, "/dli"]).stdout);
        assert!(shown.contains(&format!("License Status: {expected}\n")), "{name}: {shown}");
    }
    let (code, told) = proxy(&["collect", "--out", list, "--via", &via, "pc-1"]);
    assert!(code == Some(2) && told.contains("exists already"), "{told}");
    let (_, told) = proxy(&["collect", "--out", &format!("{list}.new"), "--via", &via, "pc-1; reboot"]);
    assert!(told.contains("✗ pc-1; reboot  0x80070057"), "no name of a machine is run: {told}");
}
