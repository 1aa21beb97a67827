//! MAKs: online, without a network, by proxy; limits, and giving back.

use crate::command::{run, text};
use muster_client::{Channel, Client, Network};
use muster_core::{authority::quota::Limit, client::license::Status, code, keys::product_key::ProductKey, time::Span};
use muster_testbed::harness::world::{World, ledger, machine};
use muster_testbed::mak;
use std::{fs, os::unix::fs::PermissionsExt};

fn issue(world: &World, limit: u32, ceiling: u32) -> ProductKey {
    world.vendor.authority.issue_keys(&mak(limit, ceiling), world.now()).expect("a MAK")[0]
}

/// A client that knows where the authority is, with a MAK in the place of its setup key.
fn client(world: &World, name: &str, key: &ProductKey) -> Client {
    drop(world.client(name));
    let config = format!("[authority]\nurl = \"{}\"\n", world.authority.url());
    fs::write(world.path(name).join("client/client.toml"), config).expect("written");
    let mut client = Client::open(&world.path(name).join("client"), world.now()).expect("a client");
    client.install_key(&key.reveal(), world.now()).expect("a MAK of this vendor");
    client
}

fn ask(world: &World, client: &mut Client, name: &str) -> muster_client::Attempt {
    world.activate(client, name, &Network::default())
}

#[test]
fn a_mak_activates_for_good_and_a_setup_key_changes_back() {
    let world = World::new();
    let key = issue(&world, 5, 5);
    let mut pc = client(&world, "pc", &key);
    let attempt = ask(&world, &mut pc, "pc");
    assert_eq!((attempt.code, attempt.by), (code::SUCCESS, Some(Channel::Mak)), "{attempt:?}");
    let product = ledger(&world);
    let report = pc.report(product, &machine("pc"), world.now() + Span::days(5_000)).expect("a report");
    assert_eq!((report.standing.status, report.standing.until), (Status::Licensed, None));
    // Asking again costs nothing; on other hardware it is another machine's.
    assert!(ask(&world, &mut pc, "pc").is_activated());
    assert_eq!(world.vendor.authority.keys().expect("keys").iter().map(|key| key.computers).max(), Some(1));
    let elsewhere = pc.report(product, &machine("elsewhere"), world.now()).expect("a report");
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

#[test]
fn a_limit_can_be_raised_to_its_ceiling_and_no_further() {
    let world = World::new();
    let authority = &world.vendor.authority;
    let key = issue(&world, 1, 2);
    let attempt = |name: &str| ask(&world, &mut client(&world, name, &key), name).code;
    assert_eq!(attempt("pc-1"), code::SUCCESS);
    assert_eq!(attempt("pc-2"), code::MAK_LIMIT_EXCEEDED);
    let error = authority.raise_limit(&key, 3).expect_err("beyond the ceiling");
    assert_eq!(error.code(), code::MAK_CEILING_EXCEEDED);
    let raised = authority.raise_limit(&key, 2).expect("raised");
    assert_eq!(raised, Limit::Multiple { limit: 2, ceiling: 2 });
    assert_eq!(attempt("pc-3"), code::SUCCESS);
    assert_eq!(attempt("pc-4"), code::MAK_CEILING_EXCEEDED);
    authority.block_key(&key, world.now()).expect("blocked");
    assert_eq!(attempt("pc-5"), code::KEY_BLOCKED);
    let events = Client::open(&world.path("pc-5/client"), world.now()).expect("a client").events();
    let event = events.last().expect("an event");
    assert!(event.id == 8200 && event.info.starts_with("hr=0xC004C003, "), "{event:?}");
}

#[test]
fn an_activation_that_is_given_back_is_free_for_another_machine() {
    let world = World::new();
    let key = issue(&world, 1, 1);
    let mut first = client(&world, "pc-1", &key);
    assert!(ask(&world, &mut first, "pc-1").is_activated());
    let mut second = client(&world, "pc-2", &key);
    assert_eq!(ask(&world, &mut second, "pc-2").code, code::MAK_CEILING_EXCEEDED);
    let product = ledger(&world);
    // While the authority cannot be reached the activation is gone all the same, and the return is kept.
    let config = world.path("pc-1/client/client.toml");
    let right = fs::read_to_string(&config).expect("written");
    fs::write(&config, "[authority]\nurl = \"http://127.0.0.1:1\"\n").expect("written");
    let mut offline = Client::open(&world.path("pc-1/client"), world.now()).expect("a client");
    assert_eq!(offline.return_activation(product).expect_err("nobody is there").code(), code::CANNOT_CONNECT);
    let status =
        |client: &Client| client.report(product, &machine("pc-1"), world.now()).expect("a report").standing.status;
    assert_eq!(status(&offline), Status::InitialGrace);
    fs::write(&config, right).expect("written");
    let mut again = Client::open(&world.path("pc-1/client"), world.now()).expect("a client");
    again.return_activation(product).expect("taken");
    assert_eq!(again.return_activation(product).expect_err("there is nothing left").code(), code::NOT_ALLOWED);
    assert!(ask(&world, &mut second, "pc-2").is_activated());
}

/// Many machines without a network, one with: collect, fetch, deposit.
#[test]
fn a_proxy_activates_machines_without_a_network() {
    let world = World::new();
    let key = issue(&world, 2, 2);
    let slots = world.vendor.authority.offline_file(&key, 10, world.now()).expect("a file");
    for name in ["pc-1", "pc-2", "pc-3"] {
        let pc = client(&world, name, &key);
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

/// A vendor says once, in the license pack, where the authority is; machines need no configuration.
#[test]
fn the_pack_says_where_the_authority_is() {
    let world = World::new();
    let description = muster_testbed::PACK;
    let at = format!("service = \"muster\"\nauthority = \"{}\"", world.authority.url());
    let description = description.replacen("service = \"muster\"", &at, 1);
    let pack = world.vendor.authority.sign_pack(&description, world.now()).expect("a pack");
    let key = issue(&world, 1, 1);
    let (mut pc, _) = world.client("pc");
    pc.install_key(&key.reveal(), world.now()).expect("a MAK");
    assert_eq!(ask(&world, &mut pc, "pc").code, code::INVALID_ARGUMENT, "the old pack does not say");
    pc.install_pack(&pack).expect("newer");
    assert!(ask(&world, &mut pc, "pc").is_activated());
}
