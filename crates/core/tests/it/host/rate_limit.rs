//! How many new machines one address brings in an hour.

use crate::table::{assert_lines, day, lines};
use muster_core::{
    host::rate_limit::{NETWORKS_MAX, NewMachineLimit, RateLimiter, network_of},
    time::{Moment, Span},
};
use proptest::prelude::*;
use std::{
    collections::{BTreeMap, HashMap},
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
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
         1801: 0xC004C015 for 1800 s
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

#[test]
fn an_address_of_ipv6_stands_for_its_64() {
    for (address, network) in [
        ("2001:db8::1", "2001:db8::/64"),
        ("2001:db8:0:0:ffff::9", "2001:db8::/64"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("192.0.2.1", "192.0.2.1/32"),
        ("::ffff:192.0.2.1", "192.0.2.1/32"),
    ] {
        assert_eq!(network_of(address.parse().expect("an address")).to_string(), network);
    }
}

/// 300 machines from 300 addresses of one network are one network's; and all networks together have a limit too.
#[test]
fn many_addresses_are_no_way_around() {
    let limit = NewMachineLimit { per_hour: 5 };
    let mut limiter = RateLimiter::default();
    let mut admitted = |address: IpAddr| limiter.admit(limit, address, day("1")).is_ok();
    let of = |network: u16, host: u16| Ipv6Addr::new(0x2001, 0xdb8, 0, network, 0, 0, 0, host).into();
    assert_eq!((0..300).filter(|host| admitted(of(0, *host))).count(), 5);
    assert_eq!((1..2_000).filter(|network| admitted(of(*network, 1))).count(), 495, "100 times the limit of one");
}

/// More networks than are remembered share one limit, and what is remembered stays bounded.
#[test]
fn networks_beyond_those_that_are_remembered_share_one_limit() {
    let limit = NewMachineLimit { per_hour: 3_000 };
    let mut limiter = RateLimiter::default();
    let address = |number: u32| IpAddr::from(Ipv4Addr::from_bits(number));
    for number in 0..NETWORKS_MAX as u32 {
        assert!(limiter.admit(limit, address(number), day("1")).is_ok());
    }
    let beyond = (0..10_000).filter(|number| limiter.admit(limit, address(1 << 24 | number), day("1")).is_ok()).count();
    assert_eq!(beyond, 3_000);
    let stored = limiter.take_changes();
    assert_eq!(stored.len(), NETWORKS_MAX + 2, "each network, those beyond, and the whole host");
    // An hour later places are free again, two at each call.
    let later = day("1") + Span::hours(1);
    assert!((0..100).all(|number| limiter.admit(limit, address(1 << 25 | number), later).is_ok()));
    assert_eq!(limiter.take_changes().len(), 101, "each is remembered by its own");
}

#[test]
fn no_more_networks_are_restored_than_are_remembered() {
    let limit = NewMachineLimit { per_hour: 60 };
    let late = (day("1") + Span::hours(1)).unix() * 1_000;
    let address = |number: usize| IpAddr::from(Ipv4Addr::from_bits(number as u32));
    let stored = (0..=NETWORKS_MAX).map(|number| (network_of(address(number)), late));
    let mut limiter = RateLimiter::restore(stored);
    assert!(limiter.admit(limit, address(NETWORKS_MAX - 1), day("1")).is_err(), "the last that is remembered");
    assert!(limiter.admit(limit, address(NETWORKS_MAX), day("1")).is_ok(), "one of the others");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever addresses ask in whatever order, and however often the host is restarted: one network brings no more than the
    /// limit and what its pace allows meanwhile.
    #[test]
    fn no_sequence_of_addresses_and_restarts_brings_more(
        asks in prop::collection::vec((0u16..3, any::<u16>(), 0u32..900, prop::bool::weighted(0.05)), 1..200),
        per_hour in 1u32..20,
    ) {
        let limit = NewMachineLimit { per_hour };
        let (mut limiter, mut stored) = (RateLimiter::default(), BTreeMap::new());
        let mut admitted: HashMap<u16, Vec<Moment>> = HashMap::new();
        let mut now = day("1");
        for (network, host, pause, restart) in asks {
            now = now + Span::seconds(pause);
            if restart {
                limiter = RateLimiter::restore(stored.clone());
            }
            let address = Ipv6Addr::new(0x2001, 0xdb8, 0, network, 0, 0, 0, host).into();
            if limiter.admit(limit, address, now).is_ok() {
                admitted.entry(network).or_default().push(now);
            }
            stored.extend(limiter.take_changes());
            let of = admitted.entry(network).or_default();
            let hour = of.iter().filter(|at| now.since(**at) < Span::hours(1)).count();
            prop_assert!(hour <= 2 * per_hour as usize, "{hour} in an hour");
            let first = of.first().map_or(0, |first| now.since(*first).as_seconds());
            prop_assert!(of.len() as i64 <= i64::from(per_hour) + first * i64::from(per_hour) / 3_600 + 1);
        }
        prop_assert!(stored.len() <= 4);
    }
}
