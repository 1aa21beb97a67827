//! MAKs with slmgr.

use crate::command::run_in;
use muster_client::{Channel, Client, Network};
use muster_core::{client::license::Status, code, time::Span};
use muster_testbed::harness::world::{World, env, ledger};
use std::fs;

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
    let slmgr = |words: &[&str]| run_in(&world.state("pc"), &[&["slmgr", "--identity", "pc"], words].concat()).1;
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

/// What belongs to another kind of machine is refused, with what this machine takes.
#[test]
fn a_key_or_a_license_file_of_another_kind_of_machine_is_refused() {
    let world = World::in_real_time();
    let key = world.mak(5, 5);
    drop(world.activated_host("kms"));
    drop(world.client("pc"));
    let slots = world.vendor.authority.offline_file(&key, 3, world.now()).expect("a file");
    let file = world.path("offline.json");
    fs::write(&file, serde_json::to_string(&slots).expect("JSON")).expect("written");
    let slmgr = |name: &str, words: &[&str]| run_in(&world.state(name), &[&["slmgr"], words].concat());
    let file = file.to_str().expect("a path");
    for (name, words, expected) in [
        ("kms", ["/ilc", file], "a host takes a host key"),
        ("kms", ["/ipk", &key.reveal()], "a host takes a host key"),
        ("pc", ["/ipk", &world.vendor.host_key.reveal()], "host key"),
    ] {
        let (code, told) = slmgr(name, &words);
        assert!(code == 1 && told.contains("0xC004F07D") && told.contains(expected), "{name}: {told}");
    }
    assert!(!world.path("kms/host/offline").exists() && slmgr("pc", &["/ilc", file]).0 == 0);
}

/// A lookup that names no host leaves its code where an administrator looks: /dlv, the history of ospp, the events.
#[test]
fn a_failure_of_dns_leaves_its_trace() {
    let world = World::in_real_time();
    drop(world.client("pc"));
    let muster = |words: &[&str]| run_in(&world.state("pc"), words).1;
    // Nobody listens at the port of a socket that is gone.
    let closed = std::net::UdpSocket::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port");
    let failed = muster(&["slmgr", "--name-server", &closed.to_string(), "--domain", "corp.test", "/ato"]);
    assert!(failed.contains("0x8007232A"), "{failed}");
    assert!(muster(&["slmgr", "/dlv"]).contains("\nLast activation error: 0x8007232A "));
    assert!(!muster(&["slmgr", "/dli"]).contains("Last activation error"));
    let history = muster(&["ospp", "/dhistorykms"]);
    assert!(history.contains("Event ID: 8198\n") && history.contains("ERROR DESCRIPTION: the DNS"), "{history}");
    assert!(muster(&["client", "events"]).contains("hr=0x8007232A, SkuId="));
}
