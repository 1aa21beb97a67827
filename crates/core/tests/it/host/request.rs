//! The host's decision about a request.

use crate::table::{assert_lines, day, lines};
use muster_core::{
    client::license::{Intervals, Status},
    features::Features,
    host::{
        count::Pool,
        request::{ActivationRequest, DeviceObservation, HostStatus, RequestTime, decide},
    },
    id::{ActivationId, ApplicationId, Cmid, HardwareId},
    keys::product_key::{KeyClaim, ProductKey},
    pack::{Application, KeyGroup, Pack, Policy, Product},
    time::{Moment, Span},
};

pub(crate) const APPLICATION: ApplicationId = ApplicationId::from_bytes([1; 16]);

fn product(number: u16) -> Product {
    Product {
        id: ActivationId::from_bytes([number as u8; 16]),
        application: APPLICATION,
        name: format!("Product {number}"),
        number,
        setup_key: ProductKey::new(KeyClaim::setup(number as u8), [0; 10]),
        policy: Policy::documented(3),
        features: Features::default(),
    }
}

pub(crate) fn pack() -> Pack {
    Pack {
        vendor: "vendor".into(),
        version: 1,
        issued: Moment::from_unix(0),
        until: Moment::from_unix(i64::MAX),
        service: "muster".into(),
        applications: vec![Application { id: APPLICATION, name: "Application".into() }],
        products: vec![product(1), product(2)],
        groups: vec![KeyGroup {
            id: ActivationId::from_bytes([9; 16]),
            number: 9,
            name: "Host".into(),
            products: vec![product(1).id],
            license: Span::days(100),
            mak_validity: None,
            features: Features::default(),
            ends: None,
        }],
        authority: None,
        revoked: vec![],
        revoked_packs: vec![],
    }
}

pub(crate) fn ask(machine: u8, product: u8, hardware: u8, client_time: Moment) -> ActivationRequest {
    ActivationRequest {
        cmid: Cmid::from_bytes([machine; 16]),
        hardware: HardwareId::from_bytes([hardware; 16]),
        machine: format!("pc-{hardware}"),
        product: ActivationId::from_bytes([product; 16]),
        client_time,
        virtual_machine: false,
        status: Status::InitialGrace,
        minutes_left: 100,
        threshold: 3,
        counter: 1,
    }
}

/// Lines of `machine product hardware clock-ahead-in-minutes`, all on day 40, answered by what the client is told.
fn check(standing: &HostStatus<'_>, input: &str, expected: &str) {
    let (pack, now) = (pack(), day("40"));
    let mut pool = Pool::new(3);
    let mut seen: Vec<(Cmid, DeviceObservation)> = Vec::new();
    let mut found = String::new();
    for words in lines(input) {
        let number = |index: usize| words[index].parse::<i64>().unwrap();
        let client_time = Moment::from_unix(now.unix() + number(3) * 60);
        let ask = ask(number(0) as u8, number(1) as u8, number(2) as u8, client_time);
        let own: Vec<DeviceObservation> =
            seen.iter().filter(|(cmid, _)| *cmid == ask.cmid).map(|(_, s)| s.clone()).collect();
        let decision = decide(&ask, &pack, standing, own.iter(), &mut pool, Intervals::default(), RequestTime::at(now));
        found += &match decision.result {
            Ok(grant) => format!("{} of 3 until day {}", grant.count, grant.until.since(day("0")).as_minutes() / 1440),
            Err(code) => code.to_string(),
        };
        found += &decision.cloned_from.map(|other| format!(", clone of {}", other.machine)).unwrap_or_default();
        found += "\n";
        seen.push((ask.cmid, DeviceObservation { hardware: ask.hardware, machine: ask.machine }));
    }
    assert_lines(&found, expected);
}

/// Licensed for product 1 alone.
const LICENSED: &[ActivationId] = &[ActivationId::from_bytes([1; 16])];

#[test]
fn the_host_states_the_count_and_refuses_nobody_for_it() {
    check(
        &HostStatus::Activated(LICENSED),
        "1 1 1 0
         2 1 2 0
         2 1 2 0
         3 1 3 0",
        "1 of 3 until day 220
         2 of 3 until day 220
         2 of 3 until day 220
         3 of 3 until day 220",
    );
}

#[test]
fn a_clone_counts_once_and_is_named() {
    check(
        &HostStatus::Activated(LICENSED),
        "1 1 1 0
         1 1 7 0
         1 1 1 0",
        "1 of 3 until day 220
         1 of 3 until day 220, clone of pc-1
         1 of 3 until day 220, clone of pc-7",
    );
}

#[test]
fn clocks_may_differ_by_four_hours() {
    check(
        &HostStatus::Activated(LICENSED),
        "1 1 1  240
         2 1 2 -240
         3 1 3  241
         4 1 4 -241
         5 1 5  0",
        "1 of 3 until day 220
         2 of 3 until day 220
         0xC004F06C
         0xC004F06C
         3 of 3 until day 220",
    );
}

#[test]
fn a_product_that_is_not_covered_is_refused_and_not_counted() {
    check(
        &HostStatus::Activated(LICENSED),
        "1 2 1 0
         1 8 1 0
         2 1 2 0",
        "0xC004F042
         0xC004F042
         1 of 3 until day 220",
    );
}

#[test]
fn a_host_that_may_not_answer_says_so() {
    check(&HostStatus::NotActivated, "1 1 1 0", "0xC004F041");
    check(&HostStatus::PackEnded, "1 1 1 0", "0xC004F060");
    check(&HostStatus::Disabled, "1 1 1 0", "0xC004F039");
}

/// While the host does not believe its clock, a client is answered by the time that it agrees with, and counted by the other.
#[test]
fn a_client_may_be_answered_by_another_time_than_it_is_counted_by() {
    let (pack, mut pool) = (pack(), Pool::new(3));
    let request = ask(1, 1, 1, day("3650"));
    let time = RequestTime { now: day("40"), answered: day("3650") };
    let status = HostStatus::Activated(LICENSED);
    let decision = decide(&request, &pack, &status, [].into_iter(), &mut pool, Intervals::default(), time);
    assert_eq!(decision.result.expect("granted").until, day("3830"));
    assert_eq!(pool.members().map(|member| member.seen).collect::<Vec<_>>(), [day("40")]);
}
