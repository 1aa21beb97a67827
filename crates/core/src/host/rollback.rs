//! A client's state that was put back, from a snapshot of its machine or a copy of its folder. Each request carries a counter that the
//! client raises on its disk before it sends, so one that is not above the last shows it. It is told, never refused: a restore may
//! be honest.

use crate::time::{Moment, Span};

/// A state that is put back again and again is told at most so often.
const TOLD_EVERY: Span = Span::days(1);
/// Two attempts of one machine may cross on their way: a request that is older than the last comes at most so much later. It is longer
/// than a client waits for an answer.
const CROSSING_MAX: Span = Span::minutes(1);

/// What a host remembers of the counter of a machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RequestCounter {
    /// That of the last request.
    pub last: u64,
    /// When a request came last whose counter was not above that of the one before.
    pub rolled_back: Option<Moment>,
}

/// A request from a state that was put back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rollback {
    /// The counter of the request before.
    pub before: u64,
    /// Whether an administrator is to be told.
    pub told: bool,
}

impl RequestCounter {
    /// Takes the counter of a request; the one before came at `last_seen`.
    pub fn take(&mut self, counter: u64, last_seen: Moment, now: Moment) -> Option<Rollback> {
        if counter < self.last && now.distance(last_seen) <= CROSSING_MAX {
            return None;
        }
        let before = core::mem::replace(&mut self.last, counter);
        if counter > before {
            return None;
        }
        let told = self.rolled_back.replace(now).is_none_or(|last| now.distance(last) >= TOLD_EVERY);
        Some(Rollback { before, told })
    }
}
