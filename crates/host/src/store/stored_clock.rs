//! What a store knows of the time.

use muster_core::time::Moment;

/// What a store knows of the time. Hosts that share a database share it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoredClock {
    /// The newest time that was certain; none before the first request.
    pub latest: Option<Moment>,
    /// What the clock showed when an administrator confirmed it last.
    pub confirmed: Option<Moment>,
    /// When history was removed last.
    pub pruned: Option<Moment>,
    /// The clock of the database server; none where the store is a file.
    pub server: Option<Moment>,
}
