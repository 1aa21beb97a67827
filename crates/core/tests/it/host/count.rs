//! The count: distinct machines of the last 30 days, at most twice the threshold.

use crate::table::{assert_lines, day, lines};
use muster_core::{
    host::count::{Pool, RETENTION},
    id::Cmid,
    time::{Moment, Span},
};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn cmid(number: u32) -> Cmid {
    let mut bytes = [0; 16];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    Cmid::from_bytes(bytes)
}

/// Lines of `day machine`, answered by `day machine: count`.
fn check(threshold: u32, input: &str, expected: &str) {
    let mut pool = Pool::new(threshold);
    let mut found = String::new();
    for words in lines(input) {
        let count = pool.admit(cmid(words[1].parse().unwrap()), day(words[0]));
        found += &format!("{} {}: {count}\n", words[0], words[1]);
    }
    assert_lines(&found, expected);
}

#[test]
fn distinct_machines_count() {
    check(
        3,
        "40 1
         40 2
         41 2
         41 3",
        "40 1: 1
         40 2: 2
         41 2: 2
         41 3: 3",
    );
}

#[test]
fn silence_of_30_days_ends_the_count() {
    check(
        3,
        "1      1
         2      2
         31     3
         31.001 4
         32.001 5",
        "1 1: 1
         2 2: 2
         31 3: 3
         31.001 4: 3
         32.001 5: 3",
    );
}

#[test]
fn the_count_stops_at_twice_the_threshold() {
    check(
        1,
        "1 1
         1 2
         1 3
         1 1",
        "1 1: 1
         1 2: 2
         1 3: 2
         1 1: 2",
    );
}

#[test]
fn a_clock_that_went_back_loses_nobody() {
    check(
        3,
        "50 1
         49 2
         50 3",
        "50 1: 1
         49 2: 2
         50 3: 3",
    );
}

#[test]
fn a_restored_pool_goes_on_where_it_was() {
    let mut pool = Pool::new(2);
    (0..9).for_each(|number| assert!(pool.admit(cmid(number), day("1")) > 0));
    let restored = Pool::restore(2, pool.members().copied());
    assert_eq!(restored, pool);
    let narrower = Pool::restore(1, pool.members().copied());
    assert_eq!(narrower.members().count(), 2, "over the cap the longest unseen go");
}

proptest! {
    /// The pool is small, and still its count is exactly that of all machines of the last 30 days, up to the cap.
    #[test]
    fn the_count_is_that_of_the_whole_fleet(asks in prop::collection::vec((0u32..40, 0u32..200_000), 1..400)) {
        let threshold = 10;
        let mut pool = Pool::new(threshold);
        let mut fleet = BTreeMap::new();
        let mut now = Moment::from_unix(1_700_000_000);
        for (machine, pause) in asks {
            now = now + Span::seconds(pause);
            fleet.insert(machine, now);
            let seen = fleet.values().filter(|last| now.since(**last) <= RETENTION).count();
            let count = pool.admit(cmid(machine), now);
            prop_assert_eq!(count as usize, seen.min(2 * threshold as usize));
            prop_assert_eq!(pool.count(now), count);
        }
    }
}

#[test]
fn a_machine_that_is_released_counts_no_more() {
    let mut pool = Pool::new(5);
    (0..3).for_each(|number| assert_eq!(pool.admit(cmid(number), day("1")), number + 1));
    pool.release(cmid(1));
    assert_eq!(pool.members().map(|member| member.cmid).collect::<Vec<_>>(), [cmid(0), cmid(2)]);
    assert_eq!((pool.count(day("1")), pool.count(day("31")), pool.count(day("31.001"))), (2, 2, 0));
}

#[test]
fn a_threshold_of_none_counts_like_one() {
    let mut pool = Pool::new(0);
    assert_eq!([0, 1, 2].map(|number| pool.admit(cmid(number), day("1"))), [1, 2, 2]);
}

/// A clock that ran ahead stamps members with times that never were: they are corrected when it is right.
#[test]
fn a_stamp_from_the_future_is_corrected() {
    check(
        3,
        "365 1
         1   2
         31  3
         32  4",
        "365 1: 1
         1 2: 2
         31 3: 3
         32 4: 2",
    );
}

/// Members that have been silent are not lost: where the clock was wrong, they count again.
#[test]
fn a_clock_that_ran_ahead_takes_nobody_out_of_the_pool() {
    let mut pool = Pool::new(3);
    (0..4).for_each(|number| assert!(pool.admit(cmid(number), day("1")) > 0));
    assert_eq!(pool.admit(cmid(4), day("35")), 1);
    assert_eq!(pool.admit(cmid(5), day("1")), 6);
}
