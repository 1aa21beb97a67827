//! The root key: changed without touching an installation, and what it revokes.

use crate::command::{authority, run, run_in, run_ok, text};
use muster_client::Client;
use muster_core::{client::license::Status, code, time::Span};
use muster_host::Host;
use muster_testbed::harness::{
    http,
    world::{World, env, ledger},
};
use std::fs;

struct Vendor {
    world: World,
}

impl Vendor {
    fn authority(&self, words: &[&str]) -> (i32, String) {
        authority(&self.world, words)
    }

    /// Signs the next pack and returns it.
    fn pack(&self) -> String {
        let file = self.world.path("next-pack.jws");
        let (code, told) = self.authority(&["pack", "--force", "--out", file.to_str().expect("a path")]);
        assert_eq!(code, 0, "{told}");
        fs::read_to_string(&file).expect("written")
    }

    /// Installs a pack on a host by its command.
    fn install(&self, pack: &str, host: &str) -> (i32, String) {
        let file = self.world.path("installed-pack.jws");
        fs::write(&file, pack).expect("written");
        let file = file.to_str().expect("a path");
        run_in(&self.world.state(host), &["host", "pack", file, "--identity", &format!("{host}.corp.test")])
    }
}

/// Old clients and hosts go through the change of a key step by step, as docs/root-key.md says, beside an authority and a host that
/// run all the time; a step that would leave somebody behind is refused with the names.
#[test]
fn a_root_key_is_changed_and_nothing_is_installed_anew_or_restarted() {
    let vendor = Vendor { world: World::in_real_time() };
    let world = &vendor.world;
    let host = world.running_host(&world.setup("kms", None));
    for number in 0..25 {
        http::activate(host.address(), &http::request(number, ledger(world), world.now()));
    }
    let (mut client, _) = world.client("pc");
    let (mut late, _) = world.client("late");
    let root_of = || host.open().expect("the host").license().expect("activated").signer;
    let first = root_of();
    assert!(world.activate_at(&mut client, "pc", host.address()).is_activated());
    let (code, told) = vendor.authority(&["root", "switch"]);
    assert!(code == 1 && told.contains("there is no next root key"), "{told}");
    assert_eq!(vendor.authority(&["root", "add"]).0, 0);
    let (code, told) = vendor.authority(&["root", "switch"]);
    assert!(code == 1 && told.contains("no pack names the next root key yet"), "{told}");
    let pack = vendor.pack();
    let (code, told) = vendor.authority(&["root", "switch"]);
    assert!(code == 1 && told.contains("0x8007139F") && told.contains("kms.corp.test"), "{told}");
    assert!(told.contains("--force"), "{told}");
    let (code, told) = vendor.install(&pack, "kms");
    assert_eq!(code, 0, "{told}");
    assert_eq!(vendor.authority(&["root", "switch"]).0, 0);
    let (_, listed) = vendor.authority(&["root", "list"]);
    assert!(listed.lines().count() == 2 && listed.lines().nth(1).expect("the new one").contains("signs"), "{listed}");
    // The client takes the pack that names the new key from its host, signed by the key that it knows.
    assert!(world.activate_at(&mut client, "pc", host.address()).is_activated());
    assert_eq!(client.pack().version, 2);
    let (code, told) = vendor.authority(&["root", "drop"]);
    assert!(code == 1 && told.contains("kms.corp.test"), "its license is by the old key: {told}");
    // With the next pack the host asks the running authority again, which signs with the new key.
    assert_eq!(root_of(), first);
    let (code, told) = vendor.install(&vendor.pack(), "kms");
    assert_eq!(code, 0, "{told}");
    assert_ne!(root_of(), first);
    assert!(world.activate_at(&mut client, "pc", host.address()).is_activated());
    assert_eq!(vendor.authority(&["root", "drop"]).0, 0);
    let (code, told) = vendor.install(&vendor.pack(), "kms");
    assert_eq!(code, 0, "{told}");
    assert!(world.activate_at(&mut client, "pc", host.address()).is_activated());
    // A client that has slept through it all takes every step at once, from its host.
    assert!(world.activate_at(&mut late, "late", host.address()).is_activated());
    assert_eq!((client.pack().version, late.pack().version), (4, 4));
    drop(late);
    let late = Client::open(&world.path("late/client"), world.now()).expect("from the first root key");
    assert_eq!(late.pack().version, 4);
    let state = world.path("");
    let audit = |word| run_ok(["--state", state.to_str().expect("a path"), "authority", "audit", word]);
    let log = audit("list");
    for action in ["root-add", "root-switch", "root-drop"] {
        assert_eq!(log.lines().filter(|line| line.contains(action)).count(), 1, "{log}");
    }
    assert!(audit("verify").contains("whole"));
}

/// A host that was left behind holds a license that its pack trusts no more: it says so, and asks again.
#[test]
fn a_host_that_was_left_behind_activates_itself() {
    let vendor = Vendor { world: World::in_real_time() };
    let world = &vendor.world;
    let host = world.running_host(&world.setup("kms", None));
    assert_eq!(vendor.authority(&["root", "add"]).0, 0);
    let named = vendor.pack();
    let (code, told) = vendor.authority(&["root", "switch", "--force"]);
    assert!(code == 0 && told.contains("do not follow by themselves: kms.corp.test"), "{told}");
    assert_eq!(vendor.authority(&["root", "drop", "--force"]).0, 0);
    let last = vendor.pack();
    // Without its authority it has the packs, and is not activated.
    let mut alone = host.open().expect("the host");
    alone.install_pack(&format!("{named}{last}"), world.now()).expect("every step at once");
    assert!(alone.license().is_none());
    let (status, _) = http::health_that(host.address(), "not activated", |health| health["activated"] == false);
    assert_eq!(status, 503);
    let (code, told) = run_in(&world.state("kms"), &["host", "activate", "--identity", "kms.corp.test"]);
    assert_eq!(code, 0, "{told}");
    http::health_that(host.address(), "activated", |health| health["activated"] == true);
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
    let (_, listed) = run_in(&world.path(""), &["authority", "computer", "list"]);
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
    let at_host = |words: &[&str]| run_in(&state, words);
    let activate = ["host", "activate", "--identity", "kms.corp.test"];
    assert_eq!(at_host(&activate).0, 0);
    assert_eq!(vendor.authority(&["computer", "revoke", &holder]).0, 0);
    let pack = vendor.pack();
    for installed in [false, true] {
        if installed {
            Host::open(&state.join("host")).expect("the host").install_pack(&pack, world.now()).expect("newer");
        }
        for words in [&activate[..], &["slmgr", "--identity", "kms.corp.test", "/ato"]] {
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
