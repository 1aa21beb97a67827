//! How many refusals and repeats the audit log of an authority names one by one, so that nobody who asks in vain can fill its disk.

use crate::time::{Moment, Span};

/// Refusals and repeats that are recorded one by one in a [`WINDOW`].
pub const EACH_MAX: u32 = 60;
/// The time that the budget is for.
pub const WINDOW: Span = Span::minutes(1);

/// What was spent, and what was only counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AuditBudget {
    window: Option<Moment>,
    recorded: u32,
    counted: u32,
}

/// What to do with a refusal or a repeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditDecision {
    /// It is counted; a later record says how many there were.
    Count,
    /// It is recorded, after so many that were only counted.
    Record {
        /// Those that were only counted since the last record.
        counted: u32,
    },
}

/// Decides about a refusal or repeat at `now`, and returns the budget after it. A clock that was set back begins a new window.
pub fn decide(budget: AuditBudget, now: Moment) -> (AuditBudget, AuditDecision) {
    let in_window = budget.window.is_some_and(|start| start <= now && now < start + WINDOW);
    let recorded = if in_window { budget.recorded } else { 0 };
    if recorded >= EACH_MAX {
        let counted = budget.counted.saturating_add(1);
        return (AuditBudget { counted, ..budget }, AuditDecision::Count);
    }
    let window = if in_window { budget.window } else { Some(now) };
    (AuditBudget { window, recorded: recorded + 1, counted: 0 }, AuditDecision::Record { counted: budget.counted })
}
