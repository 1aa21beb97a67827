//! The pools: what is counted, for how long, and how it is stored.

use super::{APPLICATIONS, Engine, LEDGER, NOW, PAYROLL, THRESHOLD, admit, cmid};
use muster_core::{
    host::count::Pool,
    id::{ApplicationId, Cmid},
    time::{Moment, Span},
};
use muster_host::store::{Changes, Store};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
};

fn members(store: &mut dyn Store, application: ApplicationId) -> Vec<Cmid> {
    let pools = store.pools(APPLICATIONS).expect("pools");
    pools[&application].members().map(|member| member.cmid).collect()
}

pub(super) fn at_most_twice_the_threshold_for_30_days(engine: &Engine) {
    let mut store = engine.open();
    assert_eq!(admit(&mut *store, LEDGER, &[1, 2, 3], NOW), [1, 2, 3]);
    let later = NOW + Span::days(29);
    assert_eq!(admit(&mut *store, LEDGER, &[4, 5, 6, 7, 1], later), [4, 5, 6, 6, 6]);
    assert_eq!(engine.sql("SELECT count(*) FROM pool_member"), (2 * THRESHOLD).to_string());
    assert_eq!(members(&mut *store, LEDGER), [3, 4, 5, 6, 7, 1].map(cmid));
    // A machine counts for 30 days to the second.
    assert_eq!(admit(&mut *store, LEDGER, &[1], NOW + Span::days(30)), [6]);
    assert_eq!(admit(&mut *store, LEDGER, &[1], NOW + Span::days(30) + Span::seconds(1)), [5]);
    let silent = later + Span::days(30) + Span::seconds(1);
    assert_eq!(store.pools(APPLICATIONS).expect("pools")[&LEDGER].count(silent), 1);
    assert_eq!(admit(&mut *store, LEDGER, &[8], silent), [2]);
    // Those that were silent stay until others need their places: where the clock was wrong, they count again.
    assert_eq!(engine.sql("SELECT count(*) FROM pool_member"), (2 * THRESHOLD).to_string());
    assert_eq!(admit(&mut *store, LEDGER, &[8], later), [6]);
}

pub(super) fn each_application_has_its_own(engine: &Engine) {
    let mut store = engine.open();
    assert_eq!(admit(&mut *store, LEDGER, &[1, 2], NOW), [1, 2]);
    assert_eq!(admit(&mut *store, PAYROLL, &[1, 2, 3], NOW), [1, 2, 2]);
    assert_eq!(members(&mut *store, LEDGER), [1, 2].map(cmid));
    assert_eq!(members(&mut *store, PAYROLL), [2, 3].map(cmid));
    // What is decided of one leaves the other, also where only one is loaded.
    let one = &APPLICATIONS[..1];
    let stored = store.with_transaction(one, &BTreeSet::new(), &mut |_, state| {
        state.pools.get_mut(&LEDGER).expect("a pool").release(cmid(1));
        Changes { pools: [LEDGER, PAYROLL].into(), ..Changes::default() }
    });
    stored.expect("committed");
    assert_eq!(members(&mut *store, LEDGER), [2].map(cmid));
    assert_eq!(members(&mut *store, PAYROLL), [2, 3].map(cmid));
}

pub(super) fn sql_can_read_them(engine: &Engine) {
    let mut store = engine.open();
    admit(&mut *store, LEDGER, &[1, 2], NOW);
    admit(&mut *store, LEDGER, &[1], NOW + Span::seconds(5));
    let found = engine.sql("SELECT application, cmid, last_seen FROM pool_member ORDER BY sequence");
    let plain: String = found.chars().filter(|character| *character != '-').collect();
    let one = "01".repeat(16);
    assert_eq!(plain, format!("{one}|{:032x}|1795255200\n{one}|{:032x}|1795255205", 2, 1));
}

/// In a large fleet nearly every machine that asks is new to its pool.
pub(super) fn they_do_not_grow_with_the_fleet(engine: &Engine) {
    const GROUPS: u32 = 400;
    let mut store = engine.open();
    for group in 0..GROUPS {
        let numbers: Vec<u32> = (0..2 * THRESHOLD).map(|number| group * 2 * THRESHOLD + number).collect();
        admit(&mut *store, LEDGER, &numbers, NOW + Span::seconds(group));
    }
    assert_eq!(engine.sql("SELECT count(*), max(slot) FROM pool_member"), "6|5");
    if let Engine::Postgres { .. } = engine {
        let bytes: u64 = engine.sql("SELECT pg_table_size('pool_member')").parse().expect("a size");
        assert!(bytes <= 64 * 1024, "{bytes} bytes for 6 members, after {} requests", GROUPS * 2 * THRESHOLD);
    }
}

/// Where all have asked within one second, the longest unseen still goes first.
pub(super) fn the_order_within_a_second_is_kept(engine: &Engine) {
    let mut store = engine.open();
    for number in [6, 5, 4, 3, 2, 1] {
        admit(&mut *store, LEDGER, &[number], NOW);
    }
    admit(&mut *store, LEDGER, &[6, 4], NOW);
    assert_eq!(members(&mut *store, LEDGER), [5, 3, 2, 1, 6, 4].map(cmid));
    admit(&mut *store, LEDGER, &[7], NOW);
    assert_eq!(members(&mut *engine.open(), LEDGER), [3, 2, 1, 6, 4, 7].map(cmid));
}

/// Whatever is asked, by whatever clock, in whatever groups: what is loaded is the pool that was never stored.
pub(super) fn what_is_stored_is_what_was_decided(engine: &Engine) {
    let requests = prop::collection::vec((0u32..12, 0i64..6_000_000, prop::bool::weighted(0.1)), 0..6);
    let groups = prop::collection::vec(requests, 1..12);
    let store = RefCell::new(engine.open());
    let applications = Cell::new(0u128);
    let mut runner = TestRunner::new(Config { failure_persistence: None, cases: 24, ..Config::default() });
    let held = runner.run(&groups, |groups| {
        let mut store = store.borrow_mut();
        applications.set(applications.get() + 1);
        let of = [(ApplicationId::from_bytes(applications.get().to_be_bytes()), THRESHOLD)];
        let mut expected = Pool::new(THRESHOLD);
        for group in groups {
            let stored = store.with_transaction(&of, &BTreeSet::new(), &mut |_, state| {
                let pool = state.pools.get_mut(&of[0].0).expect("a pool");
                assert_eq!(*pool, expected);
                group.iter().for_each(|request| ask(pool, request));
                group.iter().for_each(|request| ask(&mut expected, request));
                Changes { pools: [of[0].0].into(), ..Changes::default() }
            });
            stored.expect("committed");
        }
        prop_assert!(expected.members().count() <= 2 * THRESHOLD as usize);
        prop_assert_eq!(&store.pools(&of).expect("pools")[&of[0].0], &expected);
        Ok(())
    });
    held.expect("it holds");
}

fn ask(pool: &mut Pool, (number, now, released): &(u32, i64, bool)) {
    if *released {
        pool.release(cmid(*number));
    } else {
        pool.admit(cmid(*number), Moment::from_unix(*now));
    }
}
