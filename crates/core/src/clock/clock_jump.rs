//! Whether a clock runs evenly: held against a second one that cannot be set.

use crate::time::{Moment, Span};

/// A correction of so much is nobody's concern.
const TOLERANCE_SECONDS: i64 = 120;

/// How far a clock was ahead of the time that has passed, when it was looked at last.
#[derive(Clone, Copy, Debug, Default)]
pub struct ClockJumpDetector {
    ahead: Option<i64>,
}

impl ClockJumpDetector {
    /// Looks at the clock when `running` has passed by the other one. Returns by how many seconds the clock was set since the
    /// last look: forward, or back if negative.
    pub fn observe(&mut self, clock: Moment, running: Span) -> Option<i64> {
        let ahead = clock.unix() - running.as_seconds();
        let jump = ahead - *self.ahead.get_or_insert(ahead);
        self.ahead = Some(ahead);
        (jump.abs() > TOLERANCE_SECONDS).then_some(jump)
    }
}
