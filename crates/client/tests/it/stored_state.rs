//! What a client wrote is what it reads: whoever opens the directory finds the same licenses and settings, and writes the same
//! bytes. Activations by directory and certificate are opened by many processes in the tests of the command.

use muster_client::{ActivationType, Client};
use muster_testbed::harness::world::{World, env, ledger};
use std::fs;

/// The client `pc` opened anew: each product with its status, and who activated it. It writes what it read.
#[track_caller]
fn check(world: &World, machine: &str, expected: &[&str]) {
    let directory = world.path("pc/client");
    let mut client = Client::open(&directory, world.now()).expect("a client");
    assert!(client.recovered().is_none(), "the state is read as it is");
    let found = client.chosen(None).expect("products").into_iter().map(|id| {
        let report = client.report(id, &env(machine, world.now())).expect("a report");
        let by = report.activated_by.map_or_else(|| "nobody".to_owned(), |activated| format!("{:?}", activated.by));
        format!("{}: {:?} by {by}", report.name, report.standing.status)
    });
    assert_eq!(found.collect::<Vec<_>>(), expected);
    let read = || fs::read_to_string(directory.join("state.json")).expect("the state");
    // The first change writes the whole state; the second changes nothing more.
    client.set_caching(false).expect("written");
    let written = read();
    Client::open(&directory, world.now()).expect("a client").set_caching(false).expect("written");
    assert_eq!(read(), written);
}

#[test]
fn an_installed_key_is_kept() {
    let world = World::new();
    drop(world.client("pc"));
    check(&world, "pc", &["Ledger 9 Professional: InitialGrace by nobody"]);
}

#[test]
fn an_activation_by_a_host_is_kept_with_every_setting() {
    let world = World::new();
    let host = world.filled_host("kms");
    let (mut client, product) = world.client("pc");
    assert!(world.activate_at(&mut client, "pc", host.address()).is_activated());
    client.install_key(&world.vendor.draft_key.reveal(), world.now()).expect("a key");
    client.set_lookup_domain(Some("site.corp.test".into()), Some(product)).expect("written");
    client.set_activation_type(ActivationType::Host, None).expect("written");
    client.set_user_operations(true).expect("written");
    client.wipe_keys().expect("written");
    drop(client);
    check(&world, "pc", &["Ledger 9 Professional: Licensed by Host", "Draft 3: InitialGrace by nobody"]);
    check(&world, "other", &["Ledger 9 Professional: AdditionalGrace by Host", "Draft 3: InitialGrace by nobody"]);
    let client = Client::open(&world.path("pc/client"), world.now()).expect("a client");
    assert!(client.user_operations());
    let report = client.report(product, &env("pc", world.now())).expect("a report");
    assert_eq!(report.lookup_domain.as_deref(), Some("site.corp.test"));
    assert_eq!((report.activation_type, report.caching), (ActivationType::Host, false));
}

#[test]
fn an_activation_by_a_mak_is_kept_with_its_key() {
    let world = World::new();
    let mut client = world.mak_client("pc", &world.mak(1, 1));
    assert!(world.activate(&mut client, "pc", &Default::default()).is_activated());
    drop(client);
    check(&world, "pc", &["Ledger 9 Professional: Licensed by Mak"]);
}

#[test]
fn an_activation_that_waits_to_be_returned_is_kept() {
    let world = World::new();
    let mut client = world.mak_client("pc", &world.returnable_mak(1, 1));
    assert!(world.activate(&mut client, "pc", &Default::default()).is_activated());
    drop(client);
    let config = world.path("pc/client/client.toml");
    fs::write(&config, "[authority]\nurl = \"http://127.0.0.1:1\"\n").expect("written");
    let mut client = Client::open(&world.path("pc/client"), world.now()).expect("a client");
    client.return_activation(ledger(&world)).expect_err("nobody is there");
    drop(client);
    check(&world, "pc", &["Ledger 9 Professional: InitialGrace by nobody"]);
    let text = fs::read_to_string(world.path("pc/client/state.json")).expect("the state");
    assert!(text.contains("\"signature\""), "the return is kept: {text}");
}
