//! State files that an earlier version wrote, one for each way of activation: they are read, and written again as they were.

use muster_client::{Client, Env, Machine};
use muster_core::time::Moment;
use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// When the last fixture was written.
const WRITTEN: Moment = Moment::from_unix(1_795_675_045);

fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/state").join(name);
    fs::read_to_string(path).expect("a fixture")
}

/// A client's directory with this state.
fn client(state: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let directory = folder.path().join("client");
    fs::create_dir(&directory).expect("a folder");
    for (name, text) in
        [("root.jwk", fixture("root.jwk")), ("pack.jws", fixture("pack.jws")), ("state.json", fixture(state))]
    {
        fs::write(directory.join(name), text).expect("written");
    }
    (folder, directory)
}

/// `machine` is the machine that wrote the state: activations are bound to it.
#[track_caller]
fn check(state: &str, machine: &str, expected: &[&str]) {
    let (_folder, directory) = client(state);
    let mut client = Client::open(&directory, WRITTEN).expect("a client");
    assert!(client.recovered().is_none(), "{state} is read as it is");
    let env = Env::offline(Machine::read(Some(machine), Some(machine)), WRITTEN);
    let found = client.chosen(None).expect("products").into_iter().map(|id| {
        let report = client.report(id, &env).expect("a report");
        let by = report.activated_by.map_or_else(|| "nobody".to_owned(), |activated| format!("{:?}", activated.by));
        format!("{}: {:?} by {by}", report.name, report.standing.status)
    });
    assert_eq!(found.collect::<Vec<_>>(), expected, "{state}");
    // Any change writes the whole state.
    client.set_caching(true).expect("written");
    let written = fs::read_to_string(directory.join("state.json")).expect("the state");
    assert_eq!(written, fixture(state), "{state} is written as it was");
}

#[test]
fn an_installed_key_is_kept() {
    check("new.json", "new", &["Ledger 9 Professional: InitialGrace by nobody"]);
}

#[test]
fn an_activation_by_a_host_is_kept_with_every_setting() {
    let expected = ["Ledger 9 Professional: Licensed by Host", "Draft 3: InitialGrace by nobody"];
    check("host.json", "host", &expected);
    check(
        "host.json",
        "elsewhere",
        &["Ledger 9 Professional: AdditionalGrace by Host", "Draft 3: InitialGrace by nobody"],
    );
}

#[test]
fn an_activation_by_a_directory_is_kept_with_its_object() {
    check("directory.json", "member", &["Ledger 9 Professional: Licensed by Directory"]);
}

#[test]
fn an_activation_by_a_mak_is_kept_with_its_key() {
    check("mak.json", "mak", &["Ledger 9 Professional: Licensed by Mak"]);
}

#[test]
fn an_activation_that_waits_to_be_returned_is_kept() {
    check("mak_returned.json", "mak", &["Ledger 9 Professional: InitialGrace by nobody"]);
}

#[test]
fn an_activation_by_a_certificate_is_kept_with_its_chain() {
    check("token.json", "token", &["Ledger 9 Professional: Licensed by Token"]);
}

/// The first version knew hosts only, and called the license `host_license`.
#[test]
fn a_state_of_the_first_version_is_read() {
    let (_folder, directory) = client("host.json");
    let path = directory.join("state.json");
    let mut state: Value = serde_json::from_str(&fixture("host.json")).expect("JSON");
    let activation = state["products"][0]["activation"].as_object_mut().expect("an activation");
    let license = activation.remove("license").expect("a license");
    activation.retain(|name, _| name == "activation");
    activation.insert("host_license".into(), license);
    fs::write(&path, state.to_string()).expect("written");
    let client = Client::open(&directory, WRITTEN).expect("a client");
    assert_eq!(client.recovered(), None);
    let env = Env::offline(Machine::read(Some("host"), Some("host")), WRITTEN);
    let product = client.chosen(None).expect("products")[0];
    assert!(client.report(product, &env).expect("a report").activated_by.is_some());
}
