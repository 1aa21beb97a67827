//! A key with features, from the vendor's command line to the product that asks: authority, host and client are processes.

use crate::command::{Service, muster, run, run_ok, text};
use muster_client::{LicenseCheck, Source, Verdict};
use muster_testbed::harness::world::{World, ledger};
use serde_json::{Value, json};
use std::fs;

fn with<'w>(before: &[&'w str], words: &[&'w str]) -> Vec<&'w str> {
    [before, words].concat()
}

/// What a vendor's sales department types, and what its product is told on a customer's machine.
#[test]
fn a_key_with_features_licenses_them_on_a_customers_machine() {
    let world = World::in_real_time();
    let folder = world.path("");
    let state = folder.to_str().expect("a path");
    let passphrase = world.path("authority/passphrase.txt");
    let passphrase = ["--passphrase-file", passphrase.to_str().expect("a path")];
    let vendor = ["--state", state, "authority"];
    let pack = world.path("pack.toml");
    let features = "number = 1\nfeatures = { export = true, seats = 5 }\n";
    fs::write(&pack, muster_testbed::PACK.replacen("number = 1\n", features, 1)).expect("written");
    let signed = world.path("pack.jws");
    let (pack, signed) = (pack.to_str().expect("a path"), signed.to_str().expect("a path"));
    run_ok([&with(&vendor, &["pack", pack, "--out", signed])[..], &passphrase].concat());
    let out = world.path("keys");
    let issue = ["key", "issue", "--group", "90", "--kind", "mak", "--out", out.to_str().expect("a path")];
    let terms = ["--feature", "seats=50", "--feature", "edition=pro", "--ends", "2099-12-31", "--customer", "Contoso"];
    run_ok([&with(&vendor, &issue)[..], &terms, &passphrase].concat());
    let key = fs::read_to_string(&out).expect("a key");
    let listed = run_ok(with(&vendor, &["key", "list", "--find", "Contoso"]));
    assert!(listed.contains("until 2099-12-31  [edition=pro, seats=50]  Contoso"), "{listed}");
    let listed: Value =
        serde_json::from_str(&run_ok(with(&vendor, &["key", "list", "--find", "Contoso", "--json"]))).unwrap();
    assert_eq!(listed[0]["features"], json!({ "edition": "pro", "seats": 50 }));
    assert_eq!(listed[0]["ends"], "2100-01-01T00:00:00Z");

    let service = Service::start({
        let mut command = muster(with(&vendor, &["serve", "--listen", "127.0.0.1:0"]));
        command.args(passphrase);
        command
    });
    let customer = world.path("customer");
    let customer = ["--state", customer.to_str().expect("a path")];
    let root = world.path("authority/root.jwk");
    run_ok(with(
        &customer,
        &["client", "init", "--identity", "pc", "--root", root.to_str().expect("a path"), "--pack", signed],
    ));
    let config = format!("[authority]\nurl = \"http://{}\"\n", service.address);
    fs::write(world.path("customer/client/client.toml"), config).expect("written");
    let check = || {
        let source = Source::Folder(world.path("customer/client"));
        LicenseCheck::new(&world.vendor.root, &ledger(&world).to_string(), source).expect("a question").status()
    };
    run_ok(with(&customer, &["slmgr", "/ipk", key.trim()]));
    let answer = check();
    assert_eq!((answer.verdict, answer.features.to_string().as_str()), (Verdict::Grace, "export, seats=5"));
    run_ok(with(&customer, &["slmgr", "/ato"]));
    let answer = check();
    assert_eq!(
        (answer.verdict, answer.features.to_string().as_str()),
        (Verdict::Licensed, "edition=pro, export, seats=50")
    );
    assert!(answer.licensed("export") && !answer.licensed("audit"));
    let shown = run_ok(with(&customer, &["slmgr", "/dlv"]));
    assert!(shown.contains("Licensed features: edition=pro, export, seats=50\nProduct key expiration: "), "{shown}");
    let shown = run_ok(with(&customer, &["--lang", "ja", "slmgr", "/dlv"]));
    assert!(
        shown.contains("ライセンスされた機能: edition=pro, export, seats=50\nプロダクト キーの有効期限: "),
        "{shown}"
    );
    let status: Value = serde_json::from_str(&run_ok(with(&customer, &["client", "status", "--json"]))).expect("JSON");
    assert_eq!(status["products"][0]["features"], json!({ "edition": "pro", "export": true, "seats": 50 }), "{status}");
    assert_eq!(status["products"][0]["ends"], "2100-01-01T00:00:00Z");
}

#[test]
fn what_is_no_feature_and_no_date_is_refused_where_it_is_typed() {
    let world = World::in_real_time();
    let folder = world.path("");
    let passphrase = world.path("authority/passphrase.txt");
    let passphrase = ["--passphrase-file", passphrase.to_str().expect("a path")];
    let key = world.mak(1, 1);
    let state = ["--state", folder.to_str().expect("a path"), "authority", "key"];
    let refused = |words: &[&str], problem: &str| {
        let refused = run([&with(&state, words)[..], &passphrase].concat());
        assert!(!refused.status.success() && text(&refused.stderr).contains(problem), "{}", text(&refused.stderr));
    };
    let issue = |words: &[&'static str]| with(&["issue", "--group", "90", "--out", "keys"], words);
    refused(&issue(&["--feature", "Export"]), "'Export' is no name of a feature");
    refused(&issue(&["--feature", "seats="]), "the value of feature 'seats'");
    refused(&issue(&["--ends", "tomorrow"]), "'tomorrow' is no date such as 2027-12-31");
    refused(&issue(&["--ends", "2027-02-30"]), "is no date");
    refused(&issue(&["--ends", "2027-12-31", "--days", "30"]), "cannot be used with");
    refused(&["edit", &key.partial()], "nothing is to be changed");
    let edit = |words: &[&str]| {
        run_ok([&state[..], &["edit", &key.partial()], words, &passphrase].concat());
        let list = run_ok([&state[..], &["list", "--find", &key.partial(), "--json"]].concat());
        let list: Value = serde_json::from_str(&list).expect("JSON");
        (list[0]["features"].clone(), list[0]["ends"].clone(), list[0]["note"].clone())
    };
    let set = edit(&["--feature", "export", "--ends", "2027-12-31", "--note", "n"]);
    assert_eq!(set, (json!({ "export": true }), json!("2028-01-01T00:00:00Z"), json!("n")));
    assert_eq!(edit(&["--ends", ""]), (json!({ "export": true }), Value::Null, json!("n")));
}
