//! Detects that a clock was set, by comparing it with a second clock that cannot be set.

use crate::time::{Moment, Span};

/// Smaller corrections, as NTP makes them, are ignored.
const TOLERANCE_SECONDS: i64 = 120;

/// Compares the clock with the time that has really run.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClockJumpDetector {
    ahead: Option<i64>,
}

impl ClockJumpDetector {
    /// Takes one reading of both clocks. Returns by how many seconds the clock was set since the last reading: forward, or back
    /// if negative.
    pub fn observe(&mut self, clock: Moment, running: Span) -> Option<i64> {
        let ahead = clock.unix() - running.as_seconds();
        let jump = ahead - *self.ahead.get_or_insert(ahead);
        self.ahead = Some(ahead);
        (jump.abs() > TOLERANCE_SECONDS).then_some(jump)
    }
}
