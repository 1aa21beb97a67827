//! The authority as a command: TLS, and the passphrase of its root key.

use crate::command::{Service, muster, run, run_ok, text};
use muster_core::code;
use muster_testbed::harness::world::{World, machine};
use muster_testbed::{CertificateAuthority, activate_online};
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
