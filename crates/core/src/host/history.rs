//! How far history is removed.

use crate::time::{Moment, Span};

/// At most so much more history is removed at once than was the last time: a clock that was wrong for a while takes little.
pub const PRUNE_STEP: Span = Span::days(7);

/// Until when history is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PruneHorizon {
    /// What is older is removed.
    pub before: Moment,
    /// The time that this was decided by: what the next horizon is measured from.
    pub at: Moment,
}

impl PruneHorizon {
    /// The horizon at a time that is certain, of a host that keeps its history for `keep` and removed some at `last`.
    pub fn new(certain: Moment, last: Option<Moment>, keep: Span) -> Self {
        let at = last.map_or(certain, |last| certain.min(last + PRUNE_STEP));
        Self { before: at - keep, at }
    }
}
