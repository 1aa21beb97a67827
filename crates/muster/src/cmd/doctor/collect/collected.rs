//! What a collection comes to.

use muster_doctor::Source;

/// What was collected, and what was not.
pub(super) struct Collected {
    pub(super) computer: String,
    pub(super) sources: Vec<Source>,
    /// A line for each part that failed.
    pub(super) errors: Vec<String>,
}
