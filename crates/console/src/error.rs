//! Why the host or its store did not give what was asked for.

use muster_core::code::Code;

/// What the console asked for could not be had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct ConsoleError {
    /// The documented code.
    pub code: Code,
    /// What failed; for the log, not for pages.
    pub detail: String,
}
