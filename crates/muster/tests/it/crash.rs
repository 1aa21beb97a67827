//! kill -9 in the middle of a load: whoever was answered is in the store.

use crate::command::serve_host;
use muster_core::id::Cmid;
use muster_proto::request::ACTIVATIONS_PATH;
use muster_testbed::harness::{
    http::{cmid, post_bytes, request, send},
    wait::DEADLINE,
    world::{World, ledger},
};
use std::{
    collections::HashSet,
    net::SocketAddr,
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc,
    },
    thread,
};

const KILLS: u32 = 20;
const CLIENTS: usize = 8;

#[test]
fn whoever_was_answered_is_in_the_store() {
    let world = World::in_real_time();
    let host = world.activated_host("kms");
    let next = AtomicU32::new(0);
    let mut answered = HashSet::new();
    for round in 0..KILLS {
        let service = serve_host(&world.state("kms"));
        let address = service.address;
        let (told, heard) = mpsc::channel();
        thread::scope(|scope| {
            for _ in 0..CLIENTS {
                let (world, next, told) = (&world, &next, told.clone());
                scope.spawn(move || ask_until_it_dies(world, address, next, &told));
            }
            drop(told);
            // Every round is cut off at another place.
            for _ in 0..10 + 7 * round {
                answered.insert(heard.recv_timeout(DEADLINE).expect("an answer"));
            }
            service.kill();
            answered.extend(heard);
        });
    }
    let mut stored = HashSet::new();
    host.admin().expect("a store").each_machine(|row| stored.extend([row.cmid])).expect("the inventory");
    let lost: Vec<&Cmid> = answered.iter().filter(|cmid| !stored.contains(cmid)).collect();
    assert!(lost.is_empty(), "{} of {} answered machines are lost", lost.len(), answered.len());
    let report = host.admin().expect("a store").report(world.now()).expect("a report");
    assert_eq!(report.counters.total, stored.len() as u64, "counters and inventory are of one transaction");
    assert_eq!(report.counts[0].count, 50);
}

/// Asks for machine after machine, and says which were answered.
fn ask_until_it_dies(world: &World, address: SocketAddr, next: &AtomicU32, told: &mpsc::Sender<Cmid>) {
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        let bytes = post_bytes(ACTIVATIONS_PATH, &request(number, ledger(world), world.now()));
        match send(address, &bytes) {
            Some((200, _)) => {
                // Nobody hears it where the test has failed.
                let _ = told.send(cmid(number));
            }
            Some(answer) => panic!("answered {answer:?}"),
            None => return,
        }
    }
}
