//! kill -9 in the middle of a load: whoever was answered is in the store.

use crate::command::serve_host;
use muster_core::id::Cmid;
use muster_proto::request::ACTIVATIONS_PATH;
use muster_testbed::harness::{
    http::{cmid, post_bytes, request, send},
    world::{World, ledger},
};
use std::{
    collections::HashSet,
    net::SocketAddr,
    sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    },
    thread,
};

const KILLS: u32 = 20;
const CLIENTS: usize = 8;

#[test]
fn whoever_was_answered_is_in_the_store() {
    let world = World::new();
    let host = world.activated_host("kms");
    let next = AtomicU32::new(0);
    let answered = Mutex::new(HashSet::new());
    for round in 0..KILLS {
        let service = serve_host(&world.state("kms"));
        let address = service.address;
        // Every round is cut off at another place.
        let enough = answered.lock().expect("no panic").len() + 10 + 7 * round as usize;
        thread::scope(|scope| {
            for _ in 0..CLIENTS {
                scope.spawn(|| ask_until_it_dies(&world, address, &next, &answered));
            }
            while answered.lock().expect("no panic").len() < enough {
                thread::yield_now();
            }
            service.kill();
        });
    }
    let answered = answered.into_inner().expect("no panic");
    let mut stored = HashSet::new();
    host.admin().expect("a store").each_machine(|row| stored.extend([row.cmid])).expect("the inventory");
    let lost: Vec<&Cmid> = answered.iter().filter(|cmid| !stored.contains(cmid)).collect();
    assert!(lost.is_empty(), "{} of {} answered machines are lost", lost.len(), answered.len());
    let report = host.admin().expect("a store").report(world.now()).expect("a report");
    assert_eq!(report.counters.total, stored.len() as u64, "counters and inventory are of one transaction");
    assert_eq!(report.counts[0].count, 50);
}

fn ask_until_it_dies(world: &World, address: SocketAddr, next: &AtomicU32, answered: &Mutex<HashSet<Cmid>>) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let bytes = post_bytes(ACTIVATIONS_PATH, &request(number, ledger(world), world.now()));
        match send(address, &bytes) {
            Some((200, _)) => answered.lock().expect("no panic").extend([cmid(number)]),
            Some(answer) => panic!("answered {answer:?}"),
            None => return,
        }
    }
}
