//! MAKs: given back, and asked of the authority that the pack names.

use muster_client::{Attempt, Client, Network};
use muster_core::{client::license::Status, code};
use muster_testbed::harness::world::{World, env, ledger};
use std::fs;

fn ask(world: &World, client: &mut Client, name: &str) -> Attempt {
    world.activate(client, name, &Network::default())
}

#[test]
fn an_activation_that_is_given_back_is_free_for_another_machine() {
    let world = World::new();
    let key = world.mak(1, 1);
    let mut first = world.mak_client("pc-1", &key);
    assert!(ask(&world, &mut first, "pc-1").is_activated());
    let mut second = world.mak_client("pc-2", &key);
    assert_eq!(ask(&world, &mut second, "pc-2").code, code::MAK_CEILING_EXCEEDED);
    let product = ledger(&world);
    // While the authority cannot be reached the activation is gone all the same, and the return is kept.
    let config = world.path("pc-1/client/client.toml");
    let right = fs::read_to_string(&config).expect("written");
    fs::write(&config, "[authority]\nurl = \"http://127.0.0.1:1\"\n").expect("written");
    let mut offline = Client::open(&world.path("pc-1/client"), world.now()).expect("a client");
    assert_eq!(offline.return_activation(product).expect_err("nobody is there").code(), code::CANNOT_CONNECT);
    let status = |client: &Client| client.report(product, &env("pc-1", world.now())).expect("a report").standing.status;
    assert_eq!(status(&offline), Status::InitialGrace);
    fs::write(&config, right).expect("written");
    let mut again = Client::open(&world.path("pc-1/client"), world.now()).expect("a client");
    again.return_activation(product).expect("taken");
    assert_eq!(again.return_activation(product).expect_err("there is nothing left").code(), code::NOT_ALLOWED);
    assert!(ask(&world, &mut second, "pc-2").is_activated());
}

/// A vendor says once, in the license pack, where the authority is; machines need no configuration.
#[test]
fn the_pack_says_where_the_authority_is() {
    let world = World::new();
    let description = muster_testbed::PACK;
    let at = format!("service = \"muster\"\nauthority = \"{}\"", world.authority.url());
    let description = description.replacen("service = \"muster\"", &at, 1);
    let pack = world.vendor.authority.sign_pack(&description, world.now()).expect("a pack");
    let key = world.mak(1, 1);
    let (mut pc, _) = world.client("pc");
    pc.install_key(&key.reveal(), world.now()).expect("a MAK");
    assert_eq!(ask(&world, &mut pc, "pc").code, code::INVALID_ARGUMENT, "the old pack does not say");
    pc.install_pack(&pack).expect("newer");
    assert!(ask(&world, &mut pc, "pc").is_activated());
}
