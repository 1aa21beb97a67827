//! When an agent acts: which products it requests now, and when it wakes up next.

use crate::{
    client::license::{Intervals, LicenseState, Status},
    time::{Moment, Span},
};

/// The agent wakes up at least this often, to record trusted time and changes of hardware.
const WAKE_EVERY: Span = Span::hours(1);
/// Network changes come in bursts; one burst causes one attempt.
const DEBOUNCE: Span = Span::minutes(1);
/// A reminder of an activation that runs out is repeated this often.
const REMIND_EVERY: Span = Span::days(1);

/// An installed product as the scheduler sees it.
#[derive(Clone, Copy, Debug)]
pub struct ScheduledProduct {
    /// The license now.
    pub standing: LicenseState,
    /// When it was requested last.
    pub last_attempt: Option<Moment>,
    /// Whether the last attempt activated it.
    pub last_succeeded: bool,
    /// When it is to be requested again.
    pub next_attempt: Option<Moment>,
    /// The intervals that the host stated.
    pub intervals: Intervals,
}

impl ScheduledProduct {
    /// Whether to request the product now. After a failure, a network change is a reason to ask early: the host may be
    /// reachable again.
    pub fn is_due(&self, network_changed: bool, now: Moment) -> bool {
        let Some(next) = self.next_attempt else { return true };
        // Without this, a clock that was set back would postpone the next attempt for ever.
        let lost = next > now + self.intervals.renewal.max(self.intervals.activation);
        let debounced = self.last_attempt.is_none_or(|last| now.distance(last) >= DEBOUNCE);
        let waiting = !self.last_succeeded || self.standing.status != Status::Licensed;
        next <= now || lost || (network_changed && waiting && debounced)
    }

    /// Whether to remind the user of an expiry that is near; `last` is the time of the previous reminder.
    pub fn reminds(&self, last: Option<Moment>, now: Moment) -> bool {
        self.standing.warning(now).is_some() && last.is_none_or(|last| now.distance(last) >= REMIND_EVERY)
    }
}

/// When the agent wakes up next.
pub fn next_wakeup(products: &[ScheduledProduct], now: Moment) -> Moment {
    let next = products.iter().filter_map(|product| product.next_attempt).filter(|next| *next > now).min();
    next.map_or(now + WAKE_EVERY, |next| next.min(now + WAKE_EVERY))
}
