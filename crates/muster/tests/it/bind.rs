//! Publishing in a real BIND 9, and taking it back.

use crate::command::{run, run_ok, text};
use muster_core::code;
use muster_testbed::harness::{
    bind::{Bind, ZONE},
    world::World,
};
use muster_testbed::{RunningHost, TsigKey};

const KEY: &str = "kms-key";

struct Site {
    world: World,
    key: TsigKey,
    bind: Bind,
}

impl Site {
    fn new() -> Self {
        let key = TsigKey::random(KEY);
        Self { world: World::in_real_time(), bind: Bind::start(&key), key }
    }

    fn host(&self, name: &str) -> RunningHost {
        let setup = self.world.setup(name, Some((self.bind.address(), self.key.clone(), ZONE)));
        self.world.running_host(&setup)
    }

    fn state(&self, name: &str) -> String {
        self.world.state(name).to_str().expect("a path").to_owned()
    }
}

fn record(name: &str, host: &RunningHost) -> String {
    format!("0 0 {} {name}.{ZONE}.", host.address().port())
}

#[test]
fn two_hosts_publish_side_by_side_and_one_withdraws() {
    let site = Site::new();
    let (one, two) = (site.host("one"), site.host("two"));
    let mut both = vec![record("one", &one), record("two", &two)];
    both.sort();
    assert_eq!(site.bind.dig(), both);
    // Publishing again, as happens every day, changes nothing.
    run_ok(["--state", &site.state("one"), "host", "publish"]);
    assert_eq!(site.bind.dig(), both);
    let printed = run_ok(["--state", &site.state("one"), "slmgr", "/cdns"]);
    assert!(printed.starts_with("DNS publishing disabled\n"), "{printed}");
    assert_eq!(site.bind.dig(), [record("two", &two)]);
    // Switched off, it does not come back by itself.
    run_ok(["--state", &site.state("one"), "host", "publish"]);
    assert_eq!(site.bind.dig(), [record("two", &two)]);
    run_ok(["--state", &site.state("one"), "slmgr", "/sdns"]);
    assert_eq!(site.bind.dig(), both);
    let events = one.open().expect("the host").admin().expect("a store").events(10).expect("events");
    assert!(events.iter().all(|event| event.id == 12294) && events.len() == 3, "{events:?}");
}

#[test]
fn a_host_that_moves_to_another_port_replaces_its_own_record() {
    let site = Site::new();
    let (one, two) = (site.host("one"), site.host("two"));
    let printed = run_ok(["--state", &site.state("one"), "slmgr", "/sprt", "2000"]);
    assert!(printed.starts_with("KMS port set to 2000 successfully.\nWarning: restart the host service"), "{printed}");
    run_ok(["--state", &site.state("one"), "host", "publish"]);
    assert_eq!(site.bind.dig().len(), 2);
    assert!(site.bind.dig().contains(&record("one", &one)), "it listens there until it restarts");
    drop(one);
    run_ok(["--state", &site.state("one"), "host", "publish"]);
    let mut expected = vec![format!("0 0 2000 one.{ZONE}."), record("two", &two)];
    expected.sort();
    assert_eq!(site.bind.dig(), expected);
}

#[test]
fn a_pack_that_renames_the_service_moves_the_own_record_and_no_other() {
    let site = Site::new();
    let (one, two) = (site.host("one"), site.host("two"));
    let renamed = muster_testbed::PACK.replacen("service = \"muster\"", "service = \"ledger\"", 1);
    let pack = site.world.vendor.authority.sign_pack(&renamed, site.world.now()).expect("a pack");
    std::fs::write(site.world.path("pack-2.jws"), pack).expect("written");
    let file = site.world.path("pack-2.jws");
    run_ok(["--state", &site.state("one"), "host", "pack", file.to_str().expect("a path")]);
    let is_outdated = || {
        let host = one.open().expect("the host");
        host.admin().expect("a store").is_published_outdated().expect("read")
    };
    assert!(is_outdated(), "a running host looks every hour");
    run_ok(["--state", &site.state("one"), "host", "publish"]);
    assert!(!is_outdated());
    assert_eq!(site.bind.dig(), [record("two", &two)]);
    assert_eq!(site.bind.dig_service("ledger"), [record("one", &one)]);
    run_ok(["--state", &site.state("one"), "host", "withdraw"]);
    assert!(site.bind.dig_service("ledger").is_empty());
}

#[test]
fn a_domain_that_is_taken_off_the_list_loses_the_record() {
    let site = Site::new();
    let (one, two) = (site.host("one"), site.host("two"));
    drop(one);
    let config = site.world.state("one").join("host/host.toml");
    let text = std::fs::read_to_string(&config).expect("host.toml");
    let publishes = |line: &str| line.trim_start().starts_with("publish");
    assert!(text.lines().any(publishes), "{text}");
    let lines = text.lines().map(|line| if publishes(line) { "publish = []" } else { line });
    std::fs::write(&config, lines.collect::<Vec<_>>().join("\n")).expect("written");
    run_ok(["--state", &site.state("one"), "host", "publish"]);
    assert_eq!(site.bind.dig(), [record("two", &two)]);
}

#[test]
fn a_refused_update_is_12293_with_the_record_to_create_by_hand() {
    let site = Site::new();
    let wrong_secret = TsigKey::random(KEY);
    let unknown_key = TsigKey::random("nobody");
    let cases = [
        ("one", wrong_secret, ZONE, code::DNS_BAD_SIGNATURE),
        ("two", unknown_key, ZONE, code::DNS_BAD_KEY),
        ("three", site.key.clone(), "elsewhere.test", code::DNS_NOT_AUTHORITATIVE),
    ];
    for (name, key, domain, code) in cases {
        let setup = site.world.setup(name, Some((site.bind.address(), key, domain)));
        let host = site.world.running_host(&setup);
        let port = host.address().port();
        let events = host.open().expect("the host").admin().expect("a store").events(10).expect("events");
        let [event] = events.as_slice() else { panic!("{events:?}") };
        assert_eq!(event.id, 12293);
        assert!(event.info.starts_with(&format!("{code}, {domain}, ")), "{}", event.info);
        let by_hand = format!("create by hand: _muster._tcp.{domain}. 3600 IN SRV 0 0 {port} {name}.{ZONE}.");
        assert!(event.info.ends_with(&by_hand), "{}", event.info);
        let output = run(["--state", &site.state(name), "host", "publish"]);
        assert_eq!(output.status.code(), Some(1));
        let error = text(&output.stderr);
        assert!(error.contains(&code.to_string()) && error.contains("create or remove by hand"), "{error}");
    }
    assert!(site.bind.dig().is_empty());
}
