//! The cumulative counters that a host's `/dlv` prints.

use crate::client::license::Status;

/// Requests since the host was installed. They only ever grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// All requests, granted or refused.
    pub total: u64,
    /// Requests that were refused; `total - failed` is the sum of `by_status`.
    pub failed: u64,
    /// Answered requests by the license status that the client stated, 0 to 5.
    pub by_status: [u64; 6],
}

impl Counters {
    /// Adds one request. Extended grace has no counter and counts as initial grace.
    pub fn record(&mut self, status: Status, answered: bool) {
        self.total += 1;
        if !answered {
            self.failed += 1;
            return;
        }
        let status = if status == Status::ExtendedGrace { Status::InitialGrace } else { status };
        if let Some(counter) = self.by_status.get_mut(status.number() as usize) {
            *counter += 1;
        }
    }
}
