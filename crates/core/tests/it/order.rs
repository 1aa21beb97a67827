//! What an order says, and how it stands.

use muster_core::{
    client::activation::ActivationType,
    code::{self, Code},
    id::ActivationId,
    order::{OrderRecord, OrderState, Task, next_contact},
    time::{Moment, Span},
};

const CREATED: Moment = Moment::from_unix(1_800_000_000);
const PRODUCT: ActivationId = ActivationId::from_bytes([7; 16]);

#[test]
fn a_task_is_the_sum_of_its_parts() {
    let host = ActivationType::Host;
    let tasks = [
        Task::InstallKey,
        Task::SetActivationType(host, None),
        Task::SetActivationType(host, Some(PRODUCT)),
        Task::Activate(None),
        Task::Activate(Some(PRODUCT)),
        Task::RemoveKey(PRODUCT),
        Task::ProxyActivate(PRODUCT),
        Task::Reapply(PRODUCT),
    ];
    for task in tasks {
        assert_eq!(Task::from_parts(task.verb(), task.product(), task.activation_type()), Some(task));
    }
}

/// What an order leaves open is not guessed, and what it says in vain is not passed over.
#[test]
fn a_part_that_is_missing_or_one_too_many_is_no_task() {
    let host = Some(ActivationType::Host);
    for (verb, product, kind) in [
        ("remove-key", None, None),
        ("remove-key", Some(PRODUCT), host),
        ("proxy-activate", None, None),
        ("reapply", Some(PRODUCT), host),
        ("activation-type", None, None),
        ("activate", None, host),
        ("install-key", Some(PRODUCT), None),
        ("install-key", None, host),
        ("format-disk", None, None),
    ] {
        assert_eq!(Task::from_parts(verb, product, kind), None, "{verb}");
    }
}

fn check(outcome: Option<Code>, cancelled: bool, fetched: bool, days: u32, expected: &str) {
    let at = |days| CREATED + Span::days(days);
    let order = OrderRecord {
        created: CREATED,
        until: at(30),
        fetched: fetched.then_some(at(1)),
        identified: None,
        answer: None,
        outcome: outcome.map(|code| (at(2), code)),
        cancelled: cancelled.then_some(at(3)),
    };
    let state = order.state(at(days));
    let day = state.since().since(CREATED).as_days_started();
    assert_eq!(format!("{} since day {day}, over: {}", state.id(), state.is_over()), expected);
    assert_eq!(state.code(), outcome);
}

#[test]
fn an_order_stands_by_what_was_reported_then_by_what_was_done_to_it() {
    check(None, false, false, 29, "waiting since day 0, over: false");
    check(None, false, true, 29, "fetched since day 1, over: false");
    check(None, false, false, 30, "expired since day 30, over: true");
    check(None, false, true, 30, "expired since day 30, over: true");
    check(None, true, true, 29, "cancelled since day 3, over: true");
    check(None, true, false, 40, "cancelled since day 3, over: true");
    // An agent that had it in hand when it was taken back tells what it did.
    check(Some(code::SUCCESS), true, true, 40, "done since day 2, over: true");
    check(Some(code::TIMEOUT), false, true, 10, "failed since day 2, over: true");
    assert_eq!(OrderState::Waiting(CREATED).code(), None);
}

fn check_confirmation(identified: Option<u32>, answer: Option<Code>, outcome: Option<Code>, expected: &str) {
    let at = |days| CREATED + Span::days(days);
    let order = OrderRecord {
        created: CREATED,
        until: at(30),
        fetched: Some(at(1)),
        identified: identified.map(at),
        answer: answer.map(|code| (at(3), code)),
        outcome: outcome.map(|code| (at(5), code)),
        cancelled: None,
    };
    let state = order.state(at(6));
    let day = state.since().since(CREATED).as_days_started();
    let code = state.code().map_or_else(|| "-".to_owned(), |code| code.to_string());
    assert_eq!(format!("{} since day {day}, over: {}, {code}", state.id(), state.is_over()), expected);
}

#[test]
fn an_order_that_takes_a_confirmation_waits_for_two_sides() {
    check_confirmation(None, None, None, "fetched since day 1, over: false, -");
    check_confirmation(Some(2), None, None, "identified since day 2, over: false, -");
    check_confirmation(Some(2), Some(code::MAK_LIMIT_EXCEEDED), None, "refused since day 3, over: false, 0xC004C020");
    check_confirmation(Some(2), Some(code::SUCCESS), None, "confirmed since day 3, over: false, -");
    // A stored confirmation id is there before the machine has told its installation id.
    check_confirmation(None, Some(code::SUCCESS), None, "fetched since day 1, over: false, -");
    check_confirmation(Some(4), Some(code::SUCCESS), None, "confirmed since day 4, over: false, -");
    check_confirmation(Some(2), Some(code::SUCCESS), Some(code::SUCCESS), "done since day 5, over: true, 0x00000000");
    check_confirmation(Some(2), None, Some(code::TIMEOUT), "failed since day 5, over: true, 0x800705B4");
}

/// Within the last eighth of the interval, and soon after a failure.
#[test]
fn machines_that_started_together_do_not_ask_together() {
    let next =
        |every: u32, reached, random| next_contact(Span::minutes(every), reached, random, CREATED).since(CREATED);
    assert_eq!(next(60, true, 0), Span::minutes(60));
    assert_eq!(next(60, true, 450), Span::seconds(3_150), "seven eighths");
    assert_eq!(next(60, true, 451), Span::minutes(60));
    let all: Vec<Span> = (0..=u32::MAX).step_by(7_777_777).map(|random| next(60, true, random)).collect();
    assert!(all.iter().all(|wait| (Span::seconds(3_150)..=Span::minutes(60)).contains(wait)));
    assert_eq!(next(60, false, 0), Span::minutes(10));
    assert_eq!(next(5, false, 0), Span::minutes(5), "it asks more often anyway");
    assert_eq!(next(0, true, 0), Span::minutes(1));
    assert!(next(u32::MAX, true, u32::MAX) > Span::days(365));
}
