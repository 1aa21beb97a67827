//! When the inventory is counted for the metrics. A pass reads all of it: 184 ms for a million machines in SQLite, beside the
//! writer and not in its way.

use muster_core::time::{Moment, Span};
use std::time::Duration;

/// Passes are at least so far apart.
const PAUSE_MIN: Span = Span::minutes(1);
/// A pause is so many times as long as the pass before it: counting takes a hundredth of the time, however large the inventory is.
const PAUSE_FACTOR: u32 = 100;

/// The last pass.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct InventoryPass {
    begun: Option<Moment>,
    took: Duration,
}

impl InventoryPass {
    /// Whether one is due; if so, it begins.
    pub(crate) fn begin(&mut self, now: Moment) -> bool {
        let pause = PAUSE_MIN
            .max(Span::seconds(self.took.saturating_mul(PAUSE_FACTOR).as_secs().try_into().unwrap_or(u32::MAX)));
        let due = self.begun.is_none_or(|begun| now.distance(begun) >= pause);
        if due {
            self.begun = Some(now);
        }
        due
    }

    pub(crate) fn end(&mut self, took: Duration) {
        self.took = took;
    }
}

#[cfg(test)]
mod tests {
    use super::InventoryPass;
    use muster_core::time::{Moment, Span};
    use std::time::Duration;

    /// Whether a pass is due so many seconds after one that took `took`.
    fn check(took: Duration, seconds: u32) -> bool {
        let (mut pass, start) = (InventoryPass::default(), Moment::from_unix(1_800_000_000));
        assert!(pass.begin(start), "the first");
        pass.end(took);
        pass.begin(start + Span::seconds(seconds))
    }

    #[test]
    fn counting_takes_a_hundredth_of_the_time_at_most() {
        let brief = Duration::from_millis(184);
        assert_eq!([59, 60].map(|seconds| check(brief, seconds)), [false, true]);
        let long = Duration::from_secs(20);
        assert_eq!([60, 1999, 2000].map(|seconds| check(long, seconds)), [false, false, true]);
        assert!(!check(Duration::MAX, u32::MAX - 1));
    }
}
