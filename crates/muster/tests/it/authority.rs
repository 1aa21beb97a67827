//! The authority as a command: TLS, and the passphrase of its root key.

use crate::command::{Service, muster, run, run_ok, text};
use muster_core::code;
use muster_testbed::harness::{
    http::fetch,
    world::{World, machine},
};
use muster_testbed::{CertificateAuthority, activate_online};
use serde_json::{Value, json};
use std::fs;

#[test]
fn a_host_activates_over_tls_and_over_nothing_less() {
    let world = World::in_real_time();
    let ca = CertificateAuthority::new("Vendor CA").expect("an authority");
    let (certificate, private) = ca.server("localhost").expect("a certificate");
    let (pem, key, trusted) = (world.path("tls.pem"), world.path("tls.key"), world.path("ca.pem"));
    for (file, text) in [(&pem, certificate), (&key, private), (&trusted, ca.pem().expect("PEM"))] {
        fs::write(file, text).expect("written");
    }
    let folder = world.path("");
    let passphrase = folder.join("authority/passphrase.txt");
    let state = folder.to_str().expect("a path");
    let service = Service::start({
        let mut command = muster(["--state", state, "authority", "serve", "--listen", "127.0.0.1:0"]);
        command.arg("--tls-certificate").arg(&pem).arg("--tls-key").arg(&key);
        command.arg("--passphrase-file").arg(&passphrase);
        command
    });
    let url = format!("https://localhost:{}", service.address.port());
    let mut setup = world.setup("kms", None);
    setup.authority_url = url.clone();
    drop(setup.init(&world.vendor).expect("a host"));
    let config = setup.directory.join("host.toml");
    let text = fs::read_to_string(&config).expect("its configuration");
    let open = || muster_host::Host::open(&setup.directory).expect("the host");
    let error = activate_online(&mut open(), &machine("kms"), world.now()).expect_err("the certificate is nobody's");
    assert_eq!(error.code(), code::CANNOT_CONNECT, "{error}");
    fs::write(&config, text.replace(&format!("{url:?}"), &format!("{url:?}\nca = {trusted:?}"))).expect("written");
    activate_online(&mut open(), &machine("kms"), world.now()).expect("activated over TLS");
    fs::write(&config, text.replace("https://localhost", "http://192.0.2.1")).expect("written");
    let error = activate_online(&mut open(), &machine("kms"), world.now()).expect_err("plain HTTP to another machine");
    assert!(error.to_string().contains("the request holds a product key: use https"), "{error}");
}

#[test]
fn the_root_key_opens_with_its_passphrase_only() {
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().to_str().expect("a path");
    let (right, wrong) = (folder.path().join("right"), folder.path().join("wrong"));
    muster_platform::files::write_secret(&right, "correct horse\n").expect("written");
    muster_platform::files::write_secret(&wrong, "wrong horse\n").expect("written");
    let authority = |words: &[&str], passphrase: &std::path::Path| {
        let passphrase = passphrase.to_str().expect("a path");
        [&["--state", state, "authority"], words, &["--passphrase-file", passphrase]].concat().join("\n")
    };
    let words = |line: String| line.split('\n').map(str::to_owned).collect::<Vec<_>>();
    for short in ["", "eleven char"] {
        let file = folder.path().join("short");
        muster_platform::files::write_secret(&file, short).expect("written");
        let refused = run(words(authority(&["init"], &file)));
        assert!(text(&refused.stderr).contains("at least 12 characters"), "{}", text(&refused.stderr));
    }
    let open = folder.path().join("open");
    fs::write(&open, "correct horse\n").expect("written");
    fs::set_permissions(&open, std::os::unix::fs::PermissionsExt::from_mode(0o640)).expect("set");
    let refused = run(words(authority(&["init"], &open)));
    let told = text(&refused.stderr);
    assert!(told.starts_with("Error: 0x80070538") && told.contains("run chmod 600 "), "{told}");
    run_ok(words(authority(&["init"], &right)));
    let again = run(words(authority(&["init"], &right)));
    assert!(text(&again.stderr).contains("already holds an authority"), "{}", text(&again.stderr));
    let refused = run(words(authority(&["root", "list"], &wrong)));
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).starts_with("Error: 0x80070056"), "{}", text(&refused.stderr));
    for step in ["add", "switch"] {
        let next = ["root", step, "--next-passphrase-file", open.to_str().expect("a path")];
        let refused = run(words(authority(&next, &right)));
        assert!(text(&refused.stderr).starts_with("Error: 0x80070538"), "{}", text(&refused.stderr));
    }
    let none = run(words(authority(&["key", "issue", "--group", "1", "--out", "keys"], &right)));
    assert!(text(&none.stderr).contains("there is no license pack yet"), "{}", text(&none.stderr));
    let sealed = folder.path().join("authority/root.sealed.json");
    let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&sealed).expect("the root key").permissions());
    assert_eq!(mode & 0o777, 0o600);
}

/// What was issued between the backup and the restore is known to nobody: the list of keys and `/health` say so. The records are
/// read without the passphrase.
#[test]
fn a_restore_is_told_wherever_the_records_are_read() {
    let world = World::in_real_time();
    let folder = world.path("");
    let (state, restored) = (folder.to_str().expect("a path"), world.path("restored"));
    let backup = world.path("backup");
    run_ok(["--state", state, "authority", "backup", backup.to_str().expect("a path")]);
    let restored_state = restored.to_str().expect("a path");
    run_ok(["--state", restored_state, "authority", "restore", "--from", backup.to_str().expect("a path")]);
    let list = |state: &str, words: &[&str]| run_ok([&["--state", state, "authority"], words].concat());
    assert!(!list(state, &["key", "list"]).contains("restored"));
    assert!(list(restored_state, &["key", "list"]).contains("keys that were issued between the backup and then"));
    assert!(list(restored_state, &["--lang", "ja", "key", "list"]).contains("復元されました"));
    let keys: Value = serde_json::from_str(&list(restored_state, &["key", "list", "--json"])).expect("JSON");
    assert!(keys[0]["authority_restored"].is_string(), "{keys}");
    assert!(list(restored_state, &["audit", "list"]).lines().any(|line| line.contains("restore")));
    assert!(list(restored_state, &["audit", "verify"]).contains("whole"));
    let service = Service::start({
        let mut command = muster(["--state", restored_state, "authority", "serve", "--listen", "127.0.0.1:0"]);
        command.arg("--insecure-http").arg("--passphrase-file").arg(world.path("authority/passphrase.txt"));
        command
    });
    let health: Value = serde_json::from_str(&fetch(service.address, "/health").1).expect("JSON");
    assert_eq!((&health["status"], &health["restored"]["times"]), (&json!("ok"), &json!(1)), "{health}");
}
