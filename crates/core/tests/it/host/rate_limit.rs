//! How many new machines one address brings in an hour.

use crate::table::day;
use muster_core::{
    host::rate_limit::{NewMachineLimit, RateLimiter},
    time::Span,
};

#[test]
fn an_address_brings_so_many_new_machines_an_hour() {
    let limit = NewMachineLimit { per_hour: 60 };
    let (mut limiter, here, other) = (RateLimiter::default(), [192, 0, 2, 1].into(), [192, 0, 2, 2].into());
    for number in 0..60 {
        assert_eq!(limiter.admit(limit, here, day("1")), Ok(()), "{number}");
    }
    let limited = limiter.admit(limit, here, day("1")).expect_err("one too many");
    assert!(limited.first && limited.retry_after <= Span::minutes(2), "{limited:?}");
    assert!(!limiter.admit(limit, here, day("1")).expect_err("again").first);
    assert_eq!(limiter.admit(limit, other, day("1")), Ok(()), "another address has its own pace");
    let later = day("1") + limited.retry_after;
    assert_eq!(limiter.admit(limit, here, later), Ok(()), "it may come back when it was told to");
    let tomorrow = day("2");
    assert!((0..60).all(|_| limiter.admit(limit, here, tomorrow).is_ok()), "an hour's quiet gives the whole again");
    assert_eq!(limiter.admit(limit, here, day("1")), Ok(()), "a clock that was set back makes nobody wait");
}
