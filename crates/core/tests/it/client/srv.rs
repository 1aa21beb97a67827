//! The order in which hosts are tried (RFC 2782).

use muster_core::client::discovery::HostAddress;
use muster_core::client::srv::{Srv, order, owner};

fn records(text: &str) -> Vec<Srv> {
    let number = |word: &str| word.parse().expect("a number");
    let record = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let host = HostAddress { name: words[2].into(), port: 1688 };
        Srv { priority: number(words[0]), weight: number(words[1]), host }
    };
    text.lines().filter(|line| !line.trim().is_empty()).map(record).collect()
}

fn check(text: &str, draws: &[u32], expected: &str) {
    let mut draws = draws.iter();
    let ordered = order(records(text), |limit| *draws.next().unwrap_or(&0).min(&limit));
    let names: Vec<&str> = ordered.iter().map(|host| host.name.as_str()).collect();
    assert_eq!(names.join(" "), expected);
}

#[test]
fn lower_priority_comes_first() {
    check("20 0 c\n 0 0 a\n 10 0 b", &[], "a b c");
}

#[test]
fn within_a_priority_the_draw_decides_by_weight() {
    let hosts = "0 10 a\n 0 30 b\n 0 60 c";
    check(hosts, &[0], "a b c");
    check(hosts, &[10], "a b c");
    check(hosts, &[11], "b a c");
    check(hosts, &[40], "b a c");
    check(hosts, &[41, 11], "c b a");
    check(hosts, &[100, 40], "c b a");
}

#[test]
fn a_weightless_host_has_a_small_chance() {
    check("0 0 a\n 0 100 b", &[0], "a b");
    check("0 0 a\n 0 100 b", &[1], "b a");
}

#[test]
fn hosts_without_weight_share_evenly() {
    let hosts = "0 0 a\n 0 0 b\n 0 0 c";
    check(hosts, &[0, 0], "a b c");
    check(hosts, &[2, 1], "c b a");
    check(hosts, &[1, 0], "b a c");
}

#[test]
fn weights_draw_hosts_in_their_proportion() {
    let mut state = 1u64;
    let mut draw = |limit: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        ((state >> 33) % (u64::from(limit) + 1)) as u32
    };
    let mut first = 0;
    for _ in 0..10_000 {
        let ordered = order(records("0 25 a\n 0 75 b"), &mut draw);
        first += u32::from(ordered[0].name == "b");
    }
    assert!((7_200..7_800).contains(&first), "{first} of 10000");
}

#[test]
fn the_owner_is_the_vendors_service_in_the_domain() {
    assert_eq!(owner("muster", "corp.example."), "_muster._tcp.corp.example");
}

/// Each draw goes up to the weight of those that are left; without weights, up to the last of them.
#[test]
fn a_draw_has_its_limit() {
    let limits = |text: &str| {
        let mut limits = Vec::new();
        order(records(text), |limit| {
            limits.push(limit);
            0
        });
        limits
    };
    assert_eq!(limits("0 10 a\n 0 30 b\n 0 60 c"), [100, 90, 60]);
    assert_eq!(limits("0 0 a\n 0 0 b\n 0 0 c\n 1 7 d"), [2, 1, 0, 7]);
}
