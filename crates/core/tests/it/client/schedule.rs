//! When the agent asks, and when it looks again.

use crate::table::day;
use muster_core::{
    client::{
        license::{Intervals, LicenseState, Status},
        schedule::{ScheduledProduct, next_wakeup},
    },
    time::{Moment, Span},
};

fn watched(status: Status, last_succeeded: bool, next: Option<&str>) -> ScheduledProduct {
    let until = (status == Status::Licensed).then(|| day("180"));
    ScheduledProduct {
        standing: LicenseState { status, until, reason: None },
        last_attempt: Some(day("10")),
        last_succeeded,
        next_attempt: next.map(day),
        intervals: Intervals::default(),
    }
}

fn minutes_after(start: &str, minutes: u32) -> Moment {
    day(start) + Span::minutes(minutes)
}

#[test]
fn it_asks_when_it_is_time_and_at_once_for_a_new_product() {
    assert!(watched(Status::InitialGrace, false, None).is_due(false, day("10")));
    let product = watched(Status::Licensed, true, Some("17"));
    assert!(!product.is_due(false, day("16.9")));
    assert!(product.is_due(false, day("17")));
}

#[test]
fn a_change_of_the_network_is_a_reason_only_for_what_failed() {
    let renewed = watched(Status::Licensed, true, Some("17"));
    assert!(!renewed.is_due(true, minutes_after("10", 30)));
    for product in [watched(Status::Licensed, false, Some("10.5")), watched(Status::InitialGrace, false, Some("10.5"))]
    {
        assert!(product.is_due(true, minutes_after("10", 30)));
        assert!(!product.is_due(false, minutes_after("10", 30)));
        assert!(!product.is_due(true, day("10")), "one attempt for a burst of changes");
    }
}

#[test]
fn a_clock_that_was_set_back_does_not_make_it_wait_for_years() {
    assert!(watched(Status::Licensed, true, Some("4000")).is_due(false, day("10")));
}

#[test]
fn it_reminds_once_a_day_in_the_last_thirty() {
    let product = watched(Status::Licensed, false, Some("17"));
    assert!(!product.reminds(None, day("149")));
    assert!(product.reminds(None, day("151")));
    assert!(!product.reminds(Some(day("151")), day("151.9")));
    assert!(product.reminds(Some(day("151")), day("152")));
}

#[test]
fn it_sleeps_until_the_first_and_never_longer_than_an_hour() {
    let soon =
        ScheduledProduct { next_attempt: Some(minutes_after("10", 5)), ..watched(Status::InitialGrace, false, None) };
    let late = watched(Status::Licensed, true, Some("17"));
    assert_eq!(next_wakeup(&[late, soon], day("10")), minutes_after("10", 5));
    assert_eq!(next_wakeup(&[late], day("10")), minutes_after("10", 60));
    assert_eq!(next_wakeup(&[], day("10")), minutes_after("10", 60));
}

#[test]
fn an_attempt_is_due_to_the_second() {
    let seconds_after = |seconds| day("10") + Span::seconds(seconds);
    let next = |next| ScheduledProduct { next_attempt: Some(next), ..watched(Status::Licensed, true, None) };
    let now = day("10");
    assert!(next(now).is_due(false, now) && !next(seconds_after(1)).is_due(false, now));
    // Later than the longer interval, it was set by a clock that was wrong.
    let renewal = 7 * 86_400;
    assert!(!next(seconds_after(renewal)).is_due(false, now) && next(seconds_after(renewal + 1)).is_due(false, now));
    let waiting = watched(Status::InitialGrace, true, Some("11"));
    assert!(!waiting.is_due(true, seconds_after(59)) && waiting.is_due(true, seconds_after(60)));
    let first = ScheduledProduct { last_attempt: None, ..waiting };
    assert!(first.is_due(true, now));
}

#[test]
fn an_attempt_that_is_due_does_not_hold_the_agent_awake() {
    let due = watched(Status::Licensed, true, Some("10"));
    assert_eq!(next_wakeup(&[due], day("10")), minutes_after("10", 60));
    let other = ScheduledProduct { next_attempt: Some(minutes_after("10", 59)), ..due };
    assert_eq!(next_wakeup(&[due, other], day("10")), minutes_after("10", 59));
}
