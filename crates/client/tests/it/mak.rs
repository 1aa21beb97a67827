//! MAKs: given back, and asked of the authority that the pack names.

use crate::license_check::copy;
use muster_client::{Attempt, Client, Network};
use muster_core::{
    client::license::{LicenseState, Status},
    code,
    time::{Moment, Span},
};
use muster_testbed::harness::world::{World, env, ledger};
use std::{fs, path::Path};

fn ask(world: &World, client: &mut Client, name: &str) -> Attempt {
    world.activate(client, name, &Network::default())
}

#[test]
fn an_activation_that_is_given_back_is_free_for_another_machine() {
    let world = World::new();
    let key = world.returnable_mak(1, 1);
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

fn standing(directory: &Path, name: &str, at: Moment) -> LicenseState {
    let client = Client::open(directory, at).expect("a client");
    let product = client.chosen(None).expect("a product")[0];
    client.report(product, &env(name, at)).expect("a report").standing
}

/// Activate, copy the folder, return, put the copy back: the place went to another machine, so the copy ends with the next pack,
/// and the authority renews nothing of it.
#[test]
fn a_copy_of_what_was_returned_is_not_licensed_after_the_next_pack() {
    let world = World::new();
    let key = world.returnable_mak(1, 1);
    let mut first = world.mak_client("pc-1", &key);
    assert!(ask(&world, &mut first, "pc-1").is_activated());
    let (kept, restored) = (world.path("pc-1/client"), world.path("restored/client"));
    copy(&kept, &restored);
    first.return_activation(ledger(&world)).expect("taken");
    assert!(ask(&world, &mut world.mak_client("pc-2", &key), "pc-2").is_activated());
    assert_eq!(standing(&restored, "pc-1", world.now()).status, Status::Licensed, "nobody has told it yet");
    let mut client = Client::open(&restored, world.now()).expect("a client");
    assert_eq!(ask(&world, &mut client, "pc-1").code, code::LICENSE_REVOKED, "it is not renewed");
    let pack = world.vendor.authority.sign_pack_again(world.now()).expect("a pack");
    client.install_pack(&pack).expect("newer");
    client.record_observations(&env("pc-1", world.now())).expect("recorded");
    drop(client);
    assert_eq!(standing(&restored, "pc-1", world.now()).status, Status::NonGenuineGrace);
    let later = world.now() + Span::days(31);
    assert_eq!(standing(&restored, "pc-1", later).reason, Some(code::NOT_GENUINE));
}

#[test]
fn a_permanent_activation_is_not_returned() {
    let world = World::new();
    let mut client = world.mak_client("pc", &world.mak(1, 1));
    assert!(ask(&world, &mut client, "pc").is_activated());
    let error = client.return_activation(ledger(&world)).expect_err("permanent");
    assert_eq!(error.code(), code::NOT_ALLOWED);
    let directory = world.path("pc/client");
    drop(client);
    let state = standing(&directory, "pc", world.now() + Span::days(3000));
    assert_eq!((state.status, state.until), (Status::Licensed, None), "nothing was taken away");
}

/// An activation that can be returned ends with its license. After two thirds of its term the agent asks again, which costs nothing.
#[test]
fn an_activation_that_can_be_returned_is_renewed_after_two_thirds_of_its_term() {
    let world = World::new();
    let mut client = world.mak_client("pc", &world.returnable_mak(1, 1));
    let start = world.now();
    let attempt = ask(&world, &mut client, "pc");
    let wait = attempt.next_attempt.since(start);
    assert_eq!(wait.as_seconds(), 365 * 86_400 * 2 / 3);
    drop(client);
    let directory = world.path("pc/client");
    assert_eq!(standing(&directory, "pc", start).until, Some(start + Span::days(365)));
    world.clock.advance(wait);
    let mut client = Client::open(&directory, world.now()).expect("a client");
    assert!(ask(&world, &mut client, "pc").is_activated());
    drop(client);
    assert_eq!(standing(&directory, "pc", world.now()).until, Some(world.now() + Span::days(365)));
    let computers = world.vendor.authority.computers().expect("computers");
    assert_eq!(computers.iter().map(|computer| computer.activations).collect::<Vec<_>>(), [1]);
    let end = world.now() + Span::days(365);
    assert_eq!(standing(&directory, "pc", end).status, Status::AdditionalGrace);
}
