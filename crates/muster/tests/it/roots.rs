//! The root key: changed without touching an installation, in a hardware security module, and what it revokes.

use crate::command::{muster, run, text};
use muster_authority::Authority;
use muster_client::Client;
use muster_core::{client::license::Status, code, time::Span};
use muster_host::Host;
use muster_testbed::activate_online;
use muster_testbed::harness::{
    http,
    softhsm::{PIN, SoftHsm, TOKEN},
    world::{World, env, ledger, machine},
};
use std::{fs, path::PathBuf, sync::Arc};

struct Vendor {
    world: World,
}

impl Vendor {
    fn passphrase(&self) -> PathBuf {
        self.world.path("authority/passphrase.txt")
    }

    fn authority(&self, words: &[&str]) -> (i32, String) {
        let home = self.world.path("");
        let global = ["--state", home.to_str().expect("a path"), "--lang", "en", "authority"];
        let passphrase = self.passphrase();
        let unlocked = ["--passphrase-file", passphrase.to_str().expect("a path")];
        let output = run([&global[..], words, &unlocked].concat());
        (output.status.code().expect("a code"), text(&output.stdout) + &text(&output.stderr))
    }

    /// Signs the next pack and returns it.
    fn pack(&self) -> String {
        let file = self.world.path("next-pack.jws");
        let (code, told) = self.authority(&["pack", "--force", "--out", file.to_str().expect("a path")]);
        assert_eq!(code, 0, "{told}");
        fs::read_to_string(&file).expect("written")
    }

    /// The authority as it is on disk now.
    fn reopened(&self) -> Arc<Authority> {
        let passphrase = fs::read_to_string(self.passphrase()).expect("written");
        Arc::new(Authority::open(&self.world.path("authority"), &passphrase).expect("it opens"))
    }
}

/// Old clients and hosts go through the change of a key step by step, and one that missed a step says so.
#[test]
fn a_root_key_is_changed_and_nothing_is_installed_anew() {
    let mut vendor = Vendor { world: World::in_real_time() };
    let host = vendor.world.running_host(&vendor.world.setup("kms", None));
    for number in 0..25 {
        http::activate(host.address(), &http::request(number, ledger(&vendor.world), vendor.world.now()));
    }
    let (mut client, _) = vendor.world.client("pc");
    let (mut late, _) = vendor.world.client("late");
    assert!(vendor.world.activate_at(&mut client, "pc", host.address()).is_activated());
    let (code, told) = vendor.authority(&["root", "switch"]);
    assert!(code == 1 && told.contains("there is no next root key"), "{told}");
    assert_eq!(vendor.authority(&["root", "add"]).0, 0);
    let (code, told) = vendor.authority(&["root", "switch"]);
    assert!(code == 1 && told.contains("no pack names the next root key yet"), "{told}");
    host.open().expect("the host").install_pack(&vendor.pack(), vendor.world.now()).expect("signed by the old key");
    assert_eq!(vendor.authority(&["root", "switch"]).0, 0);
    let (_, listed) = vendor.authority(&["root", "list"]);
    assert!(listed.lines().count() == 2 && listed.lines().nth(1).expect("the new one").contains("signs"), "{listed}");
    // The client takes the pack that names the new key from its host, signed by the key that it knows.
    assert!(vendor.world.activate_at(&mut client, "pc", host.address()).is_activated());
    assert_eq!(client.pack().version, 2);
    vendor.world.vendor.authority = vendor.reopened();
    vendor.world.restart_authority();
    let mut site = host.open().expect("the host");
    site.install_pack(&vendor.pack(), vendor.world.now()).expect("signed by the new key");
    // The host asks for a license by the new key: activated again, it costs nothing.
    site.config.authority.as_mut().expect("configured").url = vendor.world.authority.url();
    activate_online(&mut site, &machine("kms.corp.test"), vendor.world.now()).expect("activated");
    assert!(vendor.world.activate_at(&mut client, "pc", host.address()).is_activated());
    assert_eq!(vendor.authority(&["root", "drop"]).0, 0);
    site.install_pack(&vendor.pack(), vendor.world.now()).expect("the old key is named no more");
    assert!(vendor.world.activate_at(&mut client, "pc", host.address()).is_activated());
    // A client that has slept through it all takes every step at once, from its host.
    assert!(vendor.world.activate_at(&mut late, "late", host.address()).is_activated());
    assert_eq!((client.pack().version, late.pack().version), (4, 4));
    drop(late);
    let late = Client::open(&vendor.world.path("late/client"), vendor.world.now()).expect("from the first root key");
    assert_eq!(late.pack().version, 4);
}

#[test]
fn a_revoked_host_is_refused_and_what_it_activated_runs_out() {
    let vendor = Vendor { world: World::in_real_time() };
    let world = &vendor.world;
    let (bad, good) = (world.running_host(&world.setup("bad", None)), world.running_host(&world.setup("good", None)));
    for host in [&bad, &good] {
        for number in 0..25 {
            http::activate(host.address(), &http::request(number, ledger(world), world.now()));
        }
    }
    let (mut client, product) = world.client("pc");
    let (mut old, _) = world.client("old");
    assert!(world.activate_at(&mut client, "pc", bad.address()).is_activated());
    let holder = bad.open().expect("the host").license().expect("activated").license.sub.to_string();
    let (_, listed) = vendor.authority(&["computer", "list"]);
    assert!(listed.contains(&holder) && listed.contains("bad.corp.test"), "{listed}");
    assert_eq!(vendor.authority(&["computer", "revoke", &holder]).0, 0);
    let pack = vendor.pack();
    // A client that has not heard of it goes on, until a host tells it.
    assert!(world.activate_at(&mut old, "old", bad.address()).is_activated());
    good.open().expect("the host").install_pack(&pack, world.now()).expect("newer");
    client.install_pack(&pack).expect("newer");
    let attempt = world.activate_at(&mut client, "pc", bad.address());
    assert_eq!(attempt.code, code::LICENSE_REVOKED, "{attempt:?}");
    let status = |client: &Client, at| client.report(product, &env("pc", at)).expect("a report").standing;
    assert_eq!(status(&client, world.now()).status, Status::NonGenuineGrace);
    let later = status(&client, world.now() + Span::days(31));
    assert_eq!((later.status, later.reason), (Status::Notification, Some(code::NOT_GENUINE)));
    assert!(world.activate_at(&mut client, "pc", good.address()).is_activated());
    assert_eq!(status(&client, world.now()).status, Status::Licensed);
    assert!(world.activate_at(&mut old, "old", good.address()).is_activated());
    assert_eq!(old.pack().version, 2, "it heard of it there");
    bad.open().expect("the host").install_pack(&pack, world.now()).expect("newer");
    let refused = http::activate(bad.address(), &http::request(1, ledger(world), world.now()));
    assert!(refused.0 == 503 && refused.1.contains("0xC004F041"), "the host itself: {refused:?}");
    let shown = run(["--state", world.state("bad").to_str().expect("a path"), "--lang", "en", "slmgr", "/dlv"]);
    assert!(text(&shown.stdout).contains("License Status: Notification\nNotification Reason: 0xC004F051.\n"));
}

#[test]
fn a_revoked_host_is_refused_a_license_until_it_is_reinstated() {
    let vendor = Vendor { world: World::in_real_time() };
    let world = &vendor.world;
    let host = world.activated_host("kms");
    let holder = host.license().expect("activated").license.sub.to_string();
    let state = world.state("kms");
    let at_host = |words: &[&str]| {
        let output = run([&["--state", state.to_str().expect("a path"), "--lang", "en"], words].concat());
        (output.status.code().expect("a code"), text(&output.stdout) + &text(&output.stderr))
    };
    let activate = ["host", "activate", "--identity", "kms"];
    assert_eq!(at_host(&activate).0, 0);
    assert_eq!(vendor.authority(&["computer", "revoke", &holder]).0, 0);
    let pack = vendor.pack();
    for installed in [false, true] {
        if installed {
            Host::open(&state.join("host")).expect("the host").install_pack(&pack, world.now()).expect("newer");
        }
        for words in [&activate[..], &["slmgr", "--identity", "kms", "/ato"]] {
            let (code, told) = at_host(words);
            assert!(code == 1 && told.contains("0xC004F051") && !told.contains("successfully"), "{told}");
        }
    }
    assert_eq!(vendor.authority(&["computer", "reinstate", &holder]).0, 0);
    let (code, told) = vendor.authority(&["computer", "reinstate", &holder]);
    assert!(code == 1 && told.contains("is not revoked"), "{told}");
    // The license is the same, and the pack of the host still names it.
    assert_eq!(at_host(&activate).0, 1);
    Host::open(&state.join("host")).expect("the host").install_pack(&vendor.pack(), world.now()).expect("newer");
    assert_eq!(at_host(&activate).0, 0);
}

#[test]
fn a_withdrawn_pack_is_refused_by_whoever_has_heard_of_it() {
    let vendor = Vendor { world: World::in_real_time() };
    let world = &vendor.world;
    let host = world.running_host(&world.setup("kms", None));
    let (mut client, _) = world.client("pc");
    let (code, told) = vendor.authority(&["revoke-pack", "1"]);
    assert!(code == 1 && told.contains("the newest is always in use"), "{told}");
    vendor.pack();
    assert_eq!(vendor.authority(&["revoke-pack", "1"]).0, 0);
    let pack = vendor.pack();
    assert_eq!(world.activate_at(&mut client, "pc", host.address()).code, code::COUNT_TOO_LOW, "not heard yet");
    client.install_pack(&pack).expect("newer");
    assert_eq!(world.activate_at(&mut client, "pc", host.address()).code, code::PACK_VERSION);
    host.open().expect("the host").install_pack(&pack, world.now()).expect("newer");
    assert_eq!(world.activate_at(&mut client, "pc", host.address()).code, code::COUNT_TOO_LOW);
}

/// The root key is made in the module and never leaves it; everything that it signs is as good as from a file.
#[test]
fn a_root_key_in_a_hardware_security_module() {
    let hsm = SoftHsm::new();
    let folder = tempfile::tempdir().expect("a folder");
    let state = folder.path().to_str().expect("a path");
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        muster_platform::files::write_secret(&path, text).expect("written");
        path.to_str().expect("a path").to_owned()
    };
    let (pin, wrong) = (file("pin", PIN), file("wrong", "000000"));
    let description = file("pack.toml", muster_testbed::PACK);
    let authority = |words: &[&str], pin: &str| {
        let mut command =
            muster([&["--state", state, "--lang", "en", "authority"], words, &["--passphrase-file", pin]].concat());
        let output = command.env("SOFTHSM2_CONF", hsm.config()).output().expect("muster runs");
        (output.status.code().expect("a code"), text(&output.stdout) + &text(&output.stderr))
    };
    let module = hsm.module();
    let place = ["--pkcs11-module", module, "--token", TOKEN];
    let (code, told) = authority(&[&["init"], &place[..]].concat(), &wrong);
    assert!(code == 1 && told.contains("0x80070056"), "{told}");
    let (code, told) = authority(&[&["init"], &place[..]].concat(), &pin);
    assert_eq!(code, 0, "{told}");
    let sealed = fs::read_to_string(folder.path().join("authority/root.sealed.json")).expect("written");
    assert!(sealed.contains(TOKEN) && !sealed.contains("kdf"), "{sealed}");
    let pack = folder.path().join("pack.jws");
    let (code, told) = authority(&["pack", &description, "--out", pack.to_str().expect("a path")], &pin);
    assert_eq!(code, 0, "{told}");
    let root = fs::read_to_string(folder.path().join("authority/root.jwk")).expect("written");
    let document = fs::read_to_string(&pack).expect("written");
    let key: muster_trust::jwk::PublicKey = root.parse().expect("a key");
    muster_trust::anchors::TrustAnchors::open(&document, &key).expect("signed in the module");
    let client = Client::init(
        &folder.path().join("pc/client"),
        &root,
        &document,
        &env("pc", muster_core::time::Moment::from_unix(0)),
    );
    assert_eq!(client.expect("a client trusts it").pack().version, 1);
    // From a module to a file and back is the same change as any.
    assert_eq!(authority(&["root", "add"], &pin).0, 0);
    assert_eq!(authority(&["pack"], &pin).0, 0);
    assert_eq!(authority(&["root", "switch"], &pin).0, 0);
    let (code, told) = authority(&[&["root", "add"], &place[..]].concat(), &pin);
    assert!(code == 1 && told.contains("already holds a key 'muster-root'"), "{told}");
    assert_eq!(authority(&[&["root", "add"], &place[..], &["--key-label", "second"]].concat(), &pin).0, 0);
}
