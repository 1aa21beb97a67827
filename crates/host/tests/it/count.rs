//! The count: of each application its own, and of a new host from nothing.

use muster_core::{client::license::Status, code, id::ActivationId, time::Span};
use muster_testbed::harness::{
    http,
    world::{World, env},
};

/// The machine breaks; another, with another name, takes the key. Clients find it, and the count fills again.
#[test]
fn a_lost_host_is_replaced_by_one_with_another_name() {
    let world = World::new();
    let old = world.running_host(&world.setup("old", None));
    for number in 0..25 {
        assert_eq!(world.ask(old.address(), number).0, 200);
    }
    let (mut client, product) = world.client("pc");
    assert!(world.activate_at(&mut client, "pc", old.address()).is_activated());
    world.block_on(old.stop());
    let new = world.running_host(&world.setup("new", None));
    world.clock.advance(Span::days(7));
    let attempt = world.activate_at(&mut client, "pc", new.address());
    assert_eq!(attempt.code, code::COUNT_TOO_LOW, "the count of a new host starts from nothing");
    let status = client.report(product, &env("pc", world.now())).expect("a report").standing.status;
    assert_eq!(status, Status::Licensed, "which takes nothing away");
    for number in 0..24 {
        assert_eq!(world.ask(new.address(), number).0, 200);
    }
    assert!(world.activate_at(&mut client, "pc", new.address()).is_activated());
}

/// A client product (25, so 50), a server product (5, so 10) and an office-like one (5, so 10): each its own count, and
/// machines that have been silent for 30 days leave it.
#[test]
fn every_application_has_its_own_count() {
    let world = World::new();
    let application = |n: u8, name: &str| {
        format!("[[application]]\nid = \"00000000-0000-0000-0000-0000000000a{n}\"\nname = \"{name}\"\n")
    };
    let product = |n: u8, threshold: u8| {
        format!(
            "[[product]]\nid = \"00000000-0000-0000-0000-0000000000b{n}\"\n\
             application = \"00000000-0000-0000-0000-0000000000a{n}\"\nname = \"P{n}\"\nnumber = {n}\nthreshold = {threshold}\n"
        )
    };
    let pack = [
        "vendor = \"lab-vendor\"\n".to_owned(),
        application(1, "Desktop"),
        application(2, "Server"),
        application(3, "Office"),
        product(1, 25),
        product(2, 5),
        product(3, 5),
        "[[key_group]]\nid = \"00000000-0000-0000-0000-0000000000c9\"\nnumber = 90\nname = \"Host\"\nproducts = [1, 2, 3]\n".into(),
    ];
    let document = world.vendor.authority.sign_pack(&pack.concat(), world.now()).expect("a pack");
    let mut host = world.activated_host("kms");
    host.install_pack(&document, world.now()).expect("newer");
    let serving =
        world.block_on(muster_testbed::RunningHost::serve(host, world.state("kms").join("host"), world.clock()));
    let serving = serving.expect("it serves");
    let id = |n: u8| -> ActivationId { format!("00000000-0000-0000-0000-0000000000b{n}").parse().expect("an id") };
    for number in 0..70 {
        let last = (1..=3).map(|n| http::activate(serving.address(), &http::request(number, id(n), world.now())).0);
        assert_eq!(last.collect::<Vec<_>>(), [200; 3]);
    }
    let counts = || -> Vec<u32> {
        let report = serving.open().expect("the host").admin().expect("a store").report(world.now()).expect("a report");
        report.counts.iter().map(|count| count.count).collect()
    };
    assert_eq!(counts(), [50, 10, 10]);
    world.clock.advance(Span::days(31));
    http::activate(serving.address(), &http::request(1, id(1), world.now()));
    assert_eq!(counts(), [1, 0, 0], "silent for 30 days");
}
