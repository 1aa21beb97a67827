//! Enrolment: a machine becomes what its vendor's file says, wholly or not at all, and the second time nothing happens.

use muster_client::{Client, ClientError};
use muster_core::{
    code::{self, Code},
    id::ActivationId,
    time::{Moment, Span},
};
use muster_testbed::{
    EnrolmentTerms,
    harness::world::{World, env, ledger},
};
use std::{collections::BTreeMap, fs, path::PathBuf};

const CONFIG: &str = "[managed]\nevery_minutes = 30\n";

fn terms(products: &[ActivationId]) -> EnrolmentTerms {
    EnrolmentTerms { products: products.to_vec(), days: 10, ..EnrolmentTerms::default() }
}

fn signed(world: &World, terms: &EnrolmentTerms) -> String {
    world.vendor.authority.issue_enrolment(terms, world.now()).expect("a file").document
}

fn directory(world: &World, name: &str) -> PathBuf {
    world.path(name).join("client")
}

fn enrol_at(world: &World, name: &str, file: &str, now: Moment) -> Result<bool, ClientError> {
    Client::enrol(&directory(world, name), file, None, &env(name, now)).map(|enrolled| enrolled.changed)
}

fn enrol(world: &World, name: &str, file: &str) -> bool {
    enrol_at(world, name, file, world.now()).expect("enrolled")
}

#[track_caller]
fn refused(world: &World, name: &str, file: &str, expected: Code) {
    let before = files(world, name);
    let error = enrol_at(world, name, file, world.now()).expect_err("refused");
    assert_eq!(error.code(), expected, "{error}");
    assert_eq!(files(world, name), before, "nothing is written");
}

/// Everything in the folder of a client but its lock.
fn files(world: &World, name: &str) -> BTreeMap<String, String> {
    let entries = fs::read_dir(directory(world, name)).into_iter().flatten().filter_map(Result::ok);
    let read =
        |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read_to_string(entry.path()).unwrap());
    entries.map(read).filter(|(name, _)| !name.ends_with(".lock")).collect()
}

/// The last five characters of the installed keys, host and domain.
fn shown(world: &World, name: &str) -> String {
    let client = Client::open(&directory(world, name), world.now()).expect("a client");
    let now = env(name, world.now());
    let product = |id: &ActivationId| {
        let report = client.report(*id, &now).expect("a report");
        let host = report.fixed_host.map(|host| host.to_string());
        format!("{} {:?} {:?}", report.partial_key, host, report.lookup_domain)
    };
    client.chosen(None).unwrap_or_default().iter().map(product).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_new_machine_becomes_all_that_the_file_says() {
    let world = World::new();
    let host = "kms.corp.test:1700".parse().ok();
    let file = signed(&world, &EnrolmentTerms { host, config: Some(CONFIG.into()), ..terms(&[ledger(&world)]) });
    let enrolled = Client::enrol(&directory(&world, "pc"), &file, None, &env("pc", world.now())).expect("enrolled");
    assert!(enrolled.changed);
    assert_eq!(enrolled.products, [ledger(&world)]);
    assert_eq!(enrolled.root_key, world.vendor.authority.root().thumbprint());
    assert_eq!(enrolled.client.config().managed.every_minutes, 30);
    drop(enrolled);
    let key = world.vendor.ledger_key.partial();
    assert_eq!(shown(&world, "pc"), format!("{key} Some(\"kms.corp.test:1700\") None"));
    assert_eq!(files(&world, "pc")["pack.jws"], world.vendor.authority.pack_document().unwrap());
    // What another command makes of it is the same as by hand.
    let root = files(&world, "pc")["root.jwk"].clone();
    assert_eq!(
        serde_json::from_str::<serde_json::Value>(&root).unwrap(),
        serde_json::from_str::<serde_json::Value>(&world.vendor.root).unwrap()
    );
}

#[test]
fn the_second_time_nothing_is_written() {
    let world = World::new();
    let domain = Some("corp.test".into());
    let file = signed(&world, &EnrolmentTerms { domain, config: Some(CONFIG.into()), ..terms(&[ledger(&world)]) });
    assert!(enrol(&world, "pc", &file));
    let before = files(&world, "pc");
    assert!(!enrol(&world, "pc", &file));
    assert_eq!(files(&world, "pc"), before);
}

#[test]
fn a_client_is_brought_to_what_the_file_says_and_keeps_the_rest() {
    let world = World::new();
    let (mut client, product) = world.client("pc");
    client.set_host("old.corp.test".parse().ok(), None).expect("saved");
    client.set_caching(false).expect("saved");
    let cmid = client.cmid();
    drop(client);
    // Nothing on where to ask: the host that was set stays. What is written is when the file was issued.
    assert!(enrol(&world, "pc", &signed(&world, &terms(&[product]))));
    let key = world.vendor.ledger_key.partial();
    assert_eq!(shown(&world, "pc"), format!("{key} Some(\"old.corp.test:1688\") None"));
    // A domain takes the place of the host, for a host by hand is asked alone.
    let domain = Some("corp.test".into());
    assert!(enrol(&world, "pc", &signed(&world, &EnrolmentTerms { domain, ..terms(&[]) })));
    assert_eq!(shown(&world, "pc"), format!("{key} None Some(\"corp.test\")"));
    let newer = world.pack_with("export = true");
    let client = Client::enrol(
        &directory(&world, "pc"),
        &signed(&world, &EnrolmentTerms { config: Some(CONFIG.into()), ..terms(&[]) }),
        None,
        &env("pc", world.now()),
    );
    let client = client.expect("enrolled").client;
    assert_eq!((client.pack().version, client.cmid()), (2, cmid));
    assert_eq!(files(&world, "pc")["pack.jws"], newer);
    assert_eq!(files(&world, "pc")["client.toml"], CONFIG);
    assert!(files(&world, "pc")["state.json"].contains("\"caching_off\": true"));
}

#[test]
fn a_mak_takes_the_place_of_the_setup_key_where_it_covers_the_product() {
    let world = World::new();
    let mak = world.mak(10, 10);
    let file = signed(&world, &EnrolmentTerms { product_key: Some(mak), ..terms(&[ledger(&world)]) });
    assert!(enrol(&world, "pc", &file));
    assert_eq!(shown(&world, "pc"), format!("{} None None", mak.partial()));
    assert!(!enrol(&world, "pc", &file));
    // It says by itself which product it is for.
    assert!(enrol(&world, "pc-2", &signed(&world, &EnrolmentTerms { product_key: Some(mak), ..terms(&[]) })));
    assert_eq!(shown(&world, "pc-2"), format!("{} None None", mak.partial()));
    assert!(!file.contains(&mak.reveal()), "it is not readable at a glance");
}

#[test]
fn what_is_refused_leaves_no_trace() {
    let (world, other) = (World::new(), World::new());
    let file = signed(&world, &terms(&[ledger(&world)]));
    let theirs = signed(&other, &terms(&[]));
    drop(world.client("client"));
    for name in ["new", "client"] {
        refused(&world, name, "", code::SIGNATURE_INVALID);
        refused(&world, name, &file[..file.len() - 8], code::SIGNATURE_INVALID);
        let wrong = Some("A".repeat(43));
        let error = Client::enrol(&directory(&world, name), &file, wrong.as_deref(), &env(name, world.now()));
        assert_eq!(error.expect_err("refused").code(), code::SIGNATURE_INVALID);
    }
    refused(&world, "client", &theirs, code::SIGNATURE_INVALID);
    // A client records this time as the latest that was seen: last.
    for name in ["new", "client"] {
        let late = enrol_at(&world, name, &file, world.now() + Span::days(10)).expect_err("refused");
        assert_eq!(late.code(), code::PACK_VERSION);
    }
    assert!(!directory(&world, "new").exists());
    assert_eq!(other.vendor.authority.pack().unwrap().version, 1);
}

/// An older file that is still in force is kept by somebody who wants the machine to ask elsewhere.
#[test]
fn an_older_file_than_was_taken_is_refused_and_a_newer_one_is_not() {
    let world = World::new();
    let with_host = |host: &str| EnrolmentTerms { host: host.parse().ok(), ..terms(&[ledger(&world)]) };
    let older = signed(&world, &with_host("old.corp.test"));
    assert!(enrol(&world, "pc", &older));
    world.clock.advance(Span::hours(1));
    let newer = signed(&world, &with_host("new.corp.test"));
    assert!(enrol(&world, "pc", &newer));
    refused(&world, "pc", &older, code::PACK_VERSION);
    assert!(shown(&world, "pc").contains("new.corp.test"), "it asks where it did");
    assert!(!enrol(&world, "pc", &newer), "the same file may come again");
    // Signed anew, what the older one said is meant.
    world.clock.advance(Span::hours(1));
    assert!(enrol(&world, "pc", &signed(&world, &with_host("old.corp.test"))));
    assert!(shown(&world, "pc").contains("old.corp.test"));
    // A machine that has taken none takes either.
    assert!(enrol(&world, "pc-2", &older));
}

#[test]
fn a_client_that_does_not_open_is_not_made_anew() {
    let world = World::new();
    drop(world.client("pc"));
    for name in ["state.json", "state.json.bak"] {
        fs::write(directory(&world, "pc").join(name), "{").expect("damaged");
    }
    refused(&world, "pc", &signed(&world, &terms(&[])), code::STATE_DAMAGED);
}

/// The command was killed before the state was there: the next one goes the whole way.
#[test]
fn an_enrolment_that_was_killed_is_done_again() {
    let world = World::new();
    let file = signed(&world, &terms(&[ledger(&world)]));
    assert!(enrol(&world, "pc", &file));
    for name in ["state.json", "state.key"] {
        fs::remove_file(directory(&world, "pc").join(name)).expect("it was there");
    }
    fs::remove_file(directory(&world, "pc").join("state.json.bak")).ok();
    assert!(enrol(&world, "pc", &file));
    assert!(shown(&world, "pc").starts_with(&world.vendor.ledger_key.partial()));
}
