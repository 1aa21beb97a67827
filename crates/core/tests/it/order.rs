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
