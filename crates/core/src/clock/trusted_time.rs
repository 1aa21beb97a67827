//! Trusted time: a clock that was set back is noticed, and does not give a license more days.

use crate::time::{Moment, Span};

/// A correction up to this is not reported.
const TOLERANCE: Span = Span::hours(4);

/// The latest moment that this machine has seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrustedTime(Moment);

/// The clock, compared with the latest moment seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockReading {
    /// The time to judge licenses by: never earlier than the latest moment seen.
    pub now: Moment,
    /// By how much the clock was set back, if by more than 4 hours.
    pub set_back: Option<Span>,
}

impl TrustedTime {
    /// Trusted time as it was stored.
    pub fn restore(latest: Moment) -> Self {
        Self(latest)
    }

    /// The latest moment seen, to store.
    pub fn latest(self) -> Moment {
        self.0
    }

    /// Compares the clock with the latest moment seen.
    pub fn evaluate(self, clock: Moment) -> ClockReading {
        let behind = self.0.since(clock);
        ClockReading { now: clock.max(self.0), set_back: (behind > TOLERANCE).then_some(behind) }
    }

    /// Takes the clock's reading into account.
    pub fn advance(self, clock: Moment) -> Self {
        Self(self.0.max(clock))
    }

    /// Starts again at `clock`, after a host or the authority has confirmed the time: a clock that once ran ahead and was set
    /// right costs the machine nothing.
    pub fn reset_to(clock: Moment) -> Self {
        Self(clock)
    }
}
