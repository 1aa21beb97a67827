//! When an agent acts: which products it asks for now, and when it looks again.

use crate::{
    client::license::{Intervals, LicenseState, Status},
    time::{Moment, Span},
};

/// It looks at least this often, so that trusted time and changes of hardware are taken down.
const LOOK_EVERY: Span = Span::hours(1);
/// Changes of the network come in bursts: one attempt for each burst.
const DEBOUNCE: Span = Span::minutes(1);
/// A reminder of an activation that runs out is repeated this often.
const REMIND_EVERY: Span = Span::days(1);

/// What is known of an installed product.
#[derive(Clone, Copy, Debug)]
pub struct ScheduledProduct {
    /// Its license now.
    pub standing: LicenseState,
    /// When it was asked for last.
    pub last_attempt: Option<Moment>,
    /// Whether that activated it.
    pub last_succeeded: bool,
    /// When it is to be asked for again.
    pub next_attempt: Option<Moment>,
    /// How often it is asked for.
    pub intervals: Intervals,
}

impl ScheduledProduct {
    /// Whether to ask now. After a failure a change of the network is a reason to ask before the time: the host may be
    /// reachable again.
    pub fn is_due(&self, network_changed: bool, now: Moment) -> bool {
        let Some(next) = self.next_attempt else { return true };
        // A clock that was set back would have it wait for ever.
        let lost = next > now + self.intervals.renewal.max(self.intervals.activation);
        let debounced = self.last_attempt.is_none_or(|last| now.distance(last) >= DEBOUNCE);
        let waiting = !self.last_succeeded || self.standing.status != Status::Licensed;
        next <= now || lost || (network_changed && waiting && debounced)
    }

    /// Whether to remind of an end that comes near; `last` is when it was reminded of before.
    pub fn reminds(&self, last: Option<Moment>, now: Moment) -> bool {
        self.standing.warning(now).is_some() && last.is_none_or(|last| now.distance(last) >= REMIND_EVERY)
    }
}

/// When to look again.
pub fn next_wakeup(products: &[ScheduledProduct], now: Moment) -> Moment {
    let next = products.iter().filter_map(|product| product.next_attempt).filter(|next| *next > now).min();
    next.map_or(now + LOOK_EVERY, |next| next.min(now + LOOK_EVERY))
}
