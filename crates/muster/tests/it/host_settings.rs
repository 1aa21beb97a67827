//! Where a client looks for hosts, as slmgr sets, shows and clears it.

use crate::command::{run, text};
use muster_testbed::harness::{bind::ZONE, world::World};

#[test]
fn what_was_set_by_hand_is_shown_and_cleared() {
    let world = World::new();
    let there = world.running_host(&world.setup("there", None)).address().to_string();
    let (mut client, product) = world.client("pc");
    assert!(world.activate_at(&mut client, "pc", there.parse().expect("an address")).granted.is_some());
    client.set_lookup_domain(Some(ZONE.into()), None).expect("set");
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
