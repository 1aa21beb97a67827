//! Requests of one group see each other, and what is decided of each is what is stored.

use crate::{
    host::request::{APPLICATION, ask, pack},
    table::{assert_lines, day, lines},
};
use muster_core::{
    client::license::Intervals,
    code,
    host::{
        access_list::AccessList,
        count::Pool,
        group::{self, AdminEvent, Decision, DecisionContext, ENTRIES_MAX, LoadedState, ReceivedRequest},
        rate_limit::{NewMachineLimit, RateLimiter},
        request::{ActivationRequest, HostStatus, RequestTime},
    },
    id::HardwareId,
    pack::Pack,
    time::{Moment, Span},
};

/// A host that is activated for the first product of its pack.
struct ActivatedHost {
    pack: Pack,
    access: AccessList,
    new_machines: NewMachineLimit,
    ends: Option<Moment>,
    state: LoadedState,
    limiter: RateLimiter,
}

impl ActivatedHost {
    fn new(per_hour: u32) -> Self {
        let (pack, mut state) = (pack(), LoadedState::default());
        state.pools.insert(APPLICATION, Pool::new(pack.threshold(APPLICATION)));
        let new_machines = NewMachineLimit { per_hour };
        Self { pack, access: AccessList::default(), new_machines, ends: None, state, limiter: RateLimiter::default() }
    }

    fn decide(&mut self, request: ActivationRequest, now: Moment) -> Decision {
        let Self { pack, access, new_machines, ends, state, limiter } = self;
        let context = DecisionContext {
            pack,
            status: HostStatus::Activated(&[pack.products[0].id]),
            ends: *ends,
            intervals: Intervals::default(),
            access,
            new_machines: *new_machines,
        };
        let peer = "192.0.2.1".parse().expect("an address");
        group::decide(&ReceivedRequest { request, peer, time: RequestTime::at(now) }, &context, state, limiter)
    }
}

/// Each line: machine, product, hardware. Each answer: count or code, what enters the inventory, what is noticed.
fn check(per_hour: u32, asks: &str, expected: &str) {
    let access = AccessList { deny_machines: vec!["pc-66".into()], ..AccessList::default() };
    let mut host = ActivatedHost { access, ..ActivatedHost::new(per_hour) };
    let mut found = String::new();
    for (counter, words) in (1..).zip(lines(asks)) {
        let number = |index: usize| words[index].parse::<u8>().expect("a number");
        let request = ActivationRequest { counter, ..ask(number(0), number(1), number(2), day("0")) };
        let decision = host.decide(request, day("0"));
        let answer = decision.result.map_or_else(|code| code.to_string(), |grant| format!("count {}", grant.count));
        let recorded = if decision.recorded { "recorded" } else { "rejected" };
        let event = match decision.admin_event {
            None => String::new(),
            Some(AdminEvent::Cloned(other)) => format!(", copy of {other}"),
            Some(AdminEvent::RateLimited) => ", told once".to_owned(),
            Some(AdminEvent::RolledBack(before)) => format!(", put back from {before}"),
        };
        found.push_str(&format!("{} {} {}: {answer}, {recorded}{event}\n", words[0], words[1], words[2]));
    }
    assert_lines(&found, expected);
}

#[test]
fn two_requests_of_one_machine_see_each_other() {
    check(
        1_000,
        "1 1 10
         1 1 10
         1 1 11
         1 1 11
         1 2 11
         2 1 20",
        "1 1 10: count 1, recorded
         1 1 10: count 1, recorded
         1 1 11: count 1, recorded, copy of pc-10
         1 1 11: count 1, recorded
         1 2 11: 0xC004F042, recorded
         2 1 20: count 2, recorded",
    );
}

#[test]
fn strangers_are_turned_away_and_machines_that_are_known_are_not() {
    check(
        2,
        "1 1 10
         2 1 20
         3 1 30
         4 1 40
         2 1 20
         6 1 66",
        "1 1 10: count 1, recorded
         2 1 20: count 2, recorded
         3 1 30: 0xC004C015, rejected, told once
         4 1 40: 0xC004C015, rejected
         2 1 20: count 2, recorded
         6 1 66: 0x80070005, rejected",
    );
}

#[test]
fn a_decision_has_its_code_its_count_and_when_to_come_back() {
    let mut host = ActivatedHost::new(1);
    let mut found = String::new();
    for (machine, product) in [(1, 1), (1, 2), (2, 1)] {
        let decision = host.decide(ask(machine, product, machine, day("0")), day("0"));
        let retry = decision.retry_after.map(|span| format!(", again in {} s", span.as_seconds()));
        found += &format!("{} count {}{}\n", decision.code, decision.count(), retry.unwrap_or_default());
    }
    assert_lines(
        &found,
        "0xC004F038 count 1
         0xC004F042 count 0
         0xC004C015 count 0, again in 3601 s",
    );
}

#[test]
fn a_count_that_the_client_needs_is_success() {
    let mut host = ActivatedHost::new(10);
    let mut code = |machine, threshold| {
        let request = ActivationRequest { threshold, ..ask(machine, 1, machine, day("0")) };
        host.decide(request, day("0")).code
    };
    assert_eq!(code(1, 2), code::COUNT_TOO_LOW);
    assert_eq!(code(2, 2), code::SUCCESS);
    assert_eq!(code(3, 2), code::SUCCESS);
}

/// A CMID that is known brings new devices no faster than a new machine comes, its inventory stays bounded, and unknown
/// products never enter it.
#[test]
fn one_cmid_with_any_hardware_and_products_stays_small() {
    let mut host = ActivatedHost::new(1_000);
    let (mut answered, mut evicted, mut unknown) = (0, 0, 0);
    for number in 0..100_000u32 {
        let mut request = ask(1, if number % 3 == 0 { 77 } else { 1 }, 1, day("0"));
        request.hardware = HardwareId::from_bytes(u128::from(number).to_be_bytes());
        let decision = host.decide(request, day("0") + Span::seconds(number / 1_000));
        answered += u32::from(decision.result.is_ok());
        evicted += usize::from(decision.evicted.is_some());
        unknown += u32::from(decision.code == code::PRODUCT_NOT_COVERED);
        assert_eq!(decision.recorded, decision.result.is_ok());
        let entries = host.state.machines.values().map(Vec::len).sum::<usize>();
        assert!(entries <= ENTRIES_MAX, "{entries} entries");
    }
    assert_eq!(unknown, 33_334);
    assert!((1_000..1_100).contains(&answered), "{answered} new devices were answered");
    assert_eq!(evicted, answered as usize - ENTRIES_MAX);
    // The devices that asked last are those that are known.
    let last = host.state.machines.values().flatten().map(|entry| entry.last_seen).min().expect("an entry");
    assert!(last > day("0"), "{last:?}");
}

/// Each line: day and counter of a request of one machine. Each answer: whether its state was put back, and what is told.
#[test]
fn a_state_that_was_put_back_is_told_once_a_day_and_never_refused() {
    let mut host = ActivatedHost::new(1_000);
    let mut found = String::new();
    let asks = "0 1001
                1 2001
                2 2002
                2 2002
                2.5 1001
                4 1001
                4 2001
                6 2000";
    for words in lines(asks) {
        let (now, counter) = (day(words[0]), words[1].parse().expect("a number"));
        let decision = host.decide(ActivationRequest { counter, ..ask(1, 1, 10, now) }, now);
        assert!(decision.result.is_ok() && decision.recorded, "{words:?}");
        let told = decision.admin_event.map_or_else(String::new, |event| format!(", {event:?}"));
        found.push_str(&format!("{} {}: {}{told}\n", words[0], words[1], decision.rolled_back));
    }
    assert_lines(
        &found,
        "0 1001: false
         1 2001: false
         2 2002: false
         2 2002: true, RolledBack(2002)
         2.5 1001: true
         4 1001: true, RolledBack(1001)
         4 2001: false
         6 2000: true, RolledBack(2001)",
    );
}

/// An attempt that was overtaken by a later one is no state that was put back; one that comes a while later is.
#[test]
fn two_attempts_that_cross_are_told_from_a_state_that_was_put_back() {
    let put_back = |late| {
        let mut host = ActivatedHost::new(1_000);
        let mut decide =
            |counter, now| host.decide(ActivationRequest { counter, ..ask(1, 1, 10, now) }, now).rolled_back;
        assert!(!decide(2_000, day("1")));
        let overtaken = decide(1_000, day("1") + Span::seconds(late));
        assert!(!decide(2_001, day("2")), "the higher counter is remembered");
        overtaken
    };
    assert!(!put_back(60));
    assert!(put_back(61));
}

#[test]
fn no_grant_lasts_beyond_the_end_of_the_host_key() {
    let until = |ends: Option<&str>| {
        let mut host = ActivatedHost { ends: ends.map(day), ..ActivatedHost::new(100) };
        host.decide(ask(1, 1, 1, day("0")), day("0")).result.expect("granted").until
    };
    assert_eq!(until(None), day("180"));
    assert_eq!(until(Some("200")), day("180"));
    assert_eq!(until(Some("20")), day("20"));
}
