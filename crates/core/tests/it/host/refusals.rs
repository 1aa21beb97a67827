//! Refusals before the decision, added up.

use crate::table::day;
use muster_core::{
    code,
    host::refusals::{NETWORKS_A_DAY_MAX, Refusals, RefusedNetworks},
    time::Span,
};
use std::{collections::BTreeMap, net::Ipv4Addr};

#[test]
fn a_million_refused_requests_are_few_rows() {
    let (mut networks, mut refusals) = (RefusedNetworks::default(), BTreeMap::new());
    for number in 0..1_000_000u32 {
        let now = day("1") + Span::seconds(number / 1_000);
        networks.add(&mut refusals, code::ACCESS_DENIED, Ipv4Addr::from_bits(number).into(), now);
    }
    assert_eq!(refusals.len(), NETWORKS_A_DAY_MAX + 1);
    assert_eq!(refusals.values().map(|refusals| refusals.requests).sum::<u64>(), 1_000_000);
    let others = refusals.iter().find(|((_, _, network), _)| network.to_string() == "::/0").expect("all others").1;
    assert_eq!(others.requests, 1_000_000 - NETWORKS_A_DAY_MAX as u64);
}

#[test]
fn each_day_and_each_code_has_its_own_sum() {
    let (mut networks, mut refusals) = (RefusedNetworks::default(), BTreeMap::new());
    let peer = Ipv4Addr::new(192, 0, 2, 1).into();
    for (at, code) in [
        ("1", code::ACCESS_DENIED),
        ("1.01", code::ACCESS_DENIED),
        ("1.01", code::SERVER_BUSY),
        ("2", code::SERVER_BUSY),
    ] {
        networks.add(&mut refusals, code, peer, day(at));
    }
    let denied = refusals.values().next().expect("a sum");
    assert_eq!(*denied, Refusals { requests: 2, first: day("1"), last: day("1.01") });
    assert_eq!(refusals.len(), 3);
}

#[test]
fn each_day_names_its_own_networks() {
    let (mut networks, mut refusals) = (RefusedNetworks::default(), BTreeMap::new());
    for number in 0..=NETWORKS_A_DAY_MAX as u32 {
        networks.add(&mut refusals, code::ACCESS_DENIED, Ipv4Addr::from_bits(number << 8).into(), day("1"));
    }
    let late = Ipv4Addr::new(192, 0, 2, 1).into();
    networks.add(&mut refusals, code::ACCESS_DENIED, late, day("2"));
    let named = |from: &str| {
        let (from, until) = (day(from), day(from) + Span::days(1));
        let rows = refusals.iter().filter(|(_, row)| (from..until).contains(&row.first));
        rows.filter(|((_, _, network), _)| network.to_string() != "::/0").count()
    };
    assert_eq!((named("1"), named("2")), (NETWORKS_A_DAY_MAX, 1));
}
