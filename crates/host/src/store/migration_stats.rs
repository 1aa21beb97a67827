//! What a move from one store into another counted.

/// How many rows were moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MigrationStats {
    /// Rows of the inventory.
    pub machines: u64,
    /// Requests (event 12290).
    pub requests: u64,
    /// Other events.
    pub events: u64,
}
