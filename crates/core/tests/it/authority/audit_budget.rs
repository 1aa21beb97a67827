//! Refusals are recorded one by one up to a limit, then counted.

use muster_core::{
    authority::audit_budget::{AuditBudget, AuditDecision, EACH_MAX, decide},
    time::{Moment, Span},
};

const START: Moment = Moment::from_unix(1_795_255_200);

/// Decides `times` refusals at a moment; how many were recorded, and how many counted ones these records reported.
fn spend(budget: &mut AuditBudget, times: u32, now: Moment) -> (u32, u32) {
    let mut found = (0, 0);
    for _ in 0..times {
        let (after, decision) = decide(*budget, now);
        *budget = after;
        if let AuditDecision::Record { counted } = decision {
            found = (found.0 + 1, found.1 + counted);
        }
    }
    found
}

#[test]
fn a_flood_is_recorded_up_to_the_limit_and_the_rest_is_reported_by_the_next_record() {
    let mut budget = AuditBudget::default();
    assert_eq!(spend(&mut budget, EACH_MAX + 1_000, START), (EACH_MAX, 0));
    assert_eq!(spend(&mut budget, 1, START + Span::seconds(59)), (0, 0));
    assert_eq!(spend(&mut budget, 2, START + Span::seconds(60)), (2, 1_001));
    assert_eq!(spend(&mut budget, 1, START + Span::seconds(61)), (1, 0), "reported once");
}

#[test]
fn a_clock_that_was_set_back_does_not_stop_the_records() {
    let mut budget = AuditBudget::default();
    assert_eq!(spend(&mut budget, EACH_MAX + 5, START + Span::days(400)), (EACH_MAX, 0));
    assert_eq!(spend(&mut budget, 1, START), (1, 5));
}
