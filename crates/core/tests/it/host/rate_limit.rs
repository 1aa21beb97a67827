//! How many new machines one address brings in an hour.

use crate::table::{assert_lines, day, lines};
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

/// Lines of `second`, answered by what becomes of a new machine of one address.
fn check(per_hour: u32, input: &str, expected: &str) {
    let mut limiter = RateLimiter::default();
    let mut found = String::new();
    for words in lines(input) {
        let now = day("1") + Span::seconds(words[0].parse().expect("seconds"));
        found += &match limiter.admit(NewMachineLimit { per_hour }, [192, 0, 2, 1].into(), now) {
            Ok(()) => format!("{}: admitted\n", words[0]),
            Err(refused) => {
                let first = if refused.first { ", the first" } else { "" };
                format!("{}: {} for {} s{first}\n", words[0], refused.code, refused.retry_after.as_seconds())
            }
        };
    }
    assert_lines(&found, expected);
}

#[test]
fn the_wait_is_told_to_the_second() {
    check(
        2,
        "0
         0
         0
         1
         1798
         1799
         1800
         1801
         9000
         9000
         9000",
        "0: admitted
         0: admitted
         0: 0xC004C015 for 1801 s, the first
         1: 0xC004C015 for 1800 s
         1798: 0xC004C015 for 3 s
         1799: 0xC004C015 for 2 s
         1800: admitted
         1801: 0xC004C015 for 1800 s, the first
         9000: admitted
         9000: admitted
         9000: 0xC004C015 for 1801 s, the first",
    );
}

#[test]
fn one_machine_an_hour_is_the_least() {
    let expected = "0: admitted
         0: 0xC004C015 for 3601 s, the first
         3599: 0xC004C015 for 2 s
         3600: admitted";
    check(0, "0\n0\n3599\n3600", expected);
    check(1, "0\n0\n3599\n3600", expected);
}
