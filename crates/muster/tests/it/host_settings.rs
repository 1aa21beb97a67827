//! Where a client looks for hosts, as slmgr sets, shows and clears it.

use crate::command::{run, text};
use muster_testbed::{
    TsigKey,
    harness::{
        bind::{Bind, ZONE},
        world::World,
    },
};

#[test]
fn what_was_set_by_hand_is_shown_and_cleared() {
    let world = World::in_real_time();
    let host = world.filled_host("there");
    let there = host.address();
    let record = format!("_muster._tcp IN SRV 0 0 {} one\n", there.port());
    let bind = Bind::with_records(&TsigKey::random("kms-key"), &record);
    let (mut client, product) = world.client("pc");
    client.set_lookup_domain(Some(ZONE.into()), None).expect("set");
    assert!(world.activate(&mut client, "pc", &bind.network(&[])).is_activated(), "it finds the host in DNS");
    client.set_host(Some(there.to_string().parse().expect("a host")), None).expect("set");
    client.set_host(Some("127.0.0.1:1".parse().expect("a host")), Some(product)).expect("set");
    let state = world.state("pc");
    let slmgr = |words: &[&str]| {
        let global = ["--state", state.to_str().expect("a path"), "--lang", "en", "slmgr", "--identity", "pc"];
        text(&run([&global[..], words].concat()).stdout)
    };
    let (_, warned) =
        slmgr(&["/skms-domain", ZONE]).split_once('\n').map(|(a, b)| (a.to_owned(), b.to_owned())).expect("two lines");
    assert!(warned.starts_with("Warning: /skms setting overrides the /skms-domain setting. 127.0.0.1:"), "{warned}");
    assert_eq!(slmgr(&["/ckms", &product.to_string()]), "Key Management Service machine name cleared successfully.\n");
    assert!(slmgr(&["/dlv"]).contains(&format!("    Registered KMS machine name: {there}\n")));
    assert_eq!(slmgr(&["/ckms"]).lines().count(), 1);
    assert!(slmgr(&["/dlv"]).contains(&format!("    Registered KMS SRV record lookup domain: {ZONE}\n")));
    assert_eq!(slmgr(&["/ckms-domain"]), "Key Management Service lookup domain cleared successfully.\n");
    assert_eq!(slmgr(&["/ckhc"]), "KMS host caching is disabled\n");
    assert!(slmgr(&["/dlv"]).contains("    KMS host caching is disabled\n"));
    assert_eq!(slmgr(&["/skhc"]), "KMS host caching is enabled\n");
}
