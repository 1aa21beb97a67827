//! The limit of a MAK.

use muster_client::{Client, Network};
use muster_core::{authority::quota::Limit, code};
use muster_testbed::harness::world::World;

#[test]
fn a_limit_can_be_raised_to_its_ceiling_and_no_further() {
    let world = World::new();
    let authority = &world.vendor.authority;
    let key = world.mak(1, 2);
    let attempt = |name: &str| world.activate(&mut world.mak_client(name, &key), name, &Network::default()).code;
    assert_eq!(attempt("pc-1"), code::SUCCESS);
    assert_eq!(attempt("pc-2"), code::MAK_LIMIT_EXCEEDED);
    let error = authority.raise_limit(&key.claim(), 3, world.now()).expect_err("beyond the ceiling");
    assert_eq!(error.code(), code::MAK_CEILING_EXCEEDED);
    let raised = authority.raise_limit(&key.claim(), 2, world.now()).expect("raised");
    assert_eq!(raised, Limit::Multiple { limit: 2, ceiling: 2 });
    assert_eq!(attempt("pc-3"), code::SUCCESS);
    assert_eq!(attempt("pc-4"), code::MAK_CEILING_EXCEEDED);
    authority.block_key(&key.claim(), world.now()).expect("blocked");
    assert_eq!(attempt("pc-5"), code::KEY_BLOCKED);
    let events = Client::open(&world.path("pc-5/client"), world.now()).expect("a client").events();
    let event = events.last().expect("an event");
    assert!(event.id == 8200 && event.info.starts_with("hr=0xC004C003, "), "{event:?}");
}
