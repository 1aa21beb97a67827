//! A group of requests is one transaction: alone, whole, and gone if it fails.

use super::{APPLICATIONS, Engine, LEDGER, NOW, PRODUCT, change, cmid, commit, hardware, key, request};
use muster_core::{
    event::Occurrence,
    host::{counters::Counters, group::InventoryEntry, request::DeviceObservation, rollback::RequestCounter},
    id::ApplicationId,
    time::Span,
};
use muster_host::store::{Changes, MachineChange};
use muster_proto::event::Event;
use std::{collections::BTreeSet, thread};

pub(super) fn two_requests_of_one_machine_in_one_group(engine: &Engine) {
    let mut store = engine.open();
    let until = NOW + Span::days(180);
    let mut changes = Changes::default();
    changes.record(key(1), MachineChange { activated_until: Some(until), ..change("pc-1", NOW) });
    changes.record(key(1), change("pc-1b", NOW + Span::seconds(1)));
    changes.requests = vec![request(1, NOW), request(1, NOW + Span::seconds(1))];
    commit(&mut *store, changes);
    let found = engine.sql("SELECT name, first_seen, last_seen, requests, activated_until FROM machine");
    assert_eq!(found, format!("pc-1b|1795255200|1795255201|2|{}", until.unix()));
    assert_eq!(engine.sql("SELECT count(*) FROM request"), "2");
}

pub(super) fn a_clone_is_loaded_beside_the_machine(engine: &Engine) {
    let mut store = engine.open();
    let mut changes = Changes::default();
    changes.record(key(1), change("pc-1", NOW));
    changes.record((cmid(1), PRODUCT, hardware(9)), change("pc-1-copy", NOW));
    changes.record(key(2), change("pc-2", NOW));
    commit(&mut *store, changes);
    let mut found = Vec::new();
    let stored = store.with_transaction(APPLICATIONS, &[cmid(1), cmid(7)].into(), &mut |_, state| {
        found = state.machines.get(&cmid(1)).cloned().unwrap_or_default();
        assert!(state.machines.get(&cmid(7)).is_none_or(Vec::is_empty), "a new machine");
        assert!(!state.machines.contains_key(&cmid(2)), "it does not ask");
        Changes::default()
    });
    stored.expect("committed");
    let entry = |number, machine: &str| InventoryEntry {
        product: PRODUCT,
        observation: DeviceObservation { hardware: hardware(number), machine: machine.into() },
        last_seen: NOW,
        counter: RequestCounter { last: 1, rolled_back: None },
    };
    assert_eq!(found, [entry(1, "pc-1"), entry(9, "pc-1-copy")]);
}

pub(super) fn counters_add_up(engine: &Engine) {
    let mut store = engine.open();
    assert_eq!(store.counters().expect("counters"), Counters::default());
    let counters = Counters { total: 9, failed: 2, by_status: [1, 2, 3, 4, 5, 6] };
    for _ in 0..2 {
        commit(&mut *store, Changes { counters, ..Changes::default() });
    }
    let twice = Counters { total: 18, failed: 4, by_status: [2, 4, 6, 8, 10, 12] };
    assert_eq!(engine.open().counters().expect("counters"), twice);
}

pub(super) fn nothing_remains_of_one_that_failed(engine: &Engine) {
    let mut store = engine.open();
    // As full as a counter can be: the next request cannot be counted.
    let full = Counters { total: i64::MAX.unsigned_abs(), ..Counters::default() };
    commit(&mut *store, Changes { counters: full, ..Changes::default() });
    let one = Counters { total: 1, failed: 1, ..Counters::default() };
    let tables = "SELECT (SELECT count(*) FROM machine), (SELECT count(*) FROM request), (SELECT count(*) FROM event),
        (SELECT count(*) FROM pool_member), (SELECT failed FROM counters)";
    let mut attempt = |counters| {
        store.with_transaction(APPLICATIONS, &BTreeSet::new(), &mut |_, state| {
            state.pools.get_mut(&LEDGER).expect("a pool").admit(cmid(1), NOW);
            let mut changes = Changes {
                requests: vec![request(1, NOW)],
                events: vec![Event::new(&Occurrence::PackInstalled { version: 1 }, NOW)],
                pools: [LEDGER].into(),
                counters,
                ..Changes::default()
            };
            changes.record(key(1), change("pc-1", NOW));
            changes
        })
    };
    attempt(one).expect_err("it cannot be counted");
    assert_eq!(engine.sql(tables), "0|0|0|0|0");
    attempt(Counters::default()).expect("the store goes on");
    assert_eq!(engine.sql(tables), "1|1|1|1|0");
}

pub(super) fn nobody_decides_by_the_same_count(engine: &Engine) {
    const EACH: u32 = 25;
    let application = [(ApplicationId::from_bytes([9; 16]), 2 * EACH)];
    let pool = application[0].0;
    drop(engine.open());
    let counts = thread::scope(|scope| {
        let ask = |first: u32| {
            let mut store = engine.open();
            let count = |number| {
                let mut count = 0;
                let stored = store.with_transaction(&application, &BTreeSet::new(), &mut |_, state| {
                    count = state.pools.get_mut(&pool).expect("a pool").admit(cmid(number), NOW);
                    let counters = Counters { total: 1, ..Counters::default() };
                    Changes { pools: [pool].into(), counters, ..Changes::default() }
                });
                stored.expect("committed");
                count
            };
            (first..first + EACH).map(count).collect::<Vec<u32>>()
        };
        let threads = [0, EACH].map(|first| scope.spawn(move || ask(first)));
        threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect::<BTreeSet<u32>>()
    });
    assert!(counts.into_iter().eq(1..=2 * EACH), "each count was stated once");
    assert_eq!(engine.open().counters().expect("counters").total, u64::from(2 * EACH));
}
