//! MAKs with slmgr.

use crate::command::{run, text};
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
