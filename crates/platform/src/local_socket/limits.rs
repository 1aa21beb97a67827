//! What callers may take of a service.

use std::time::Duration;

/// The most callers at a time, and the most of one user.
pub(crate) const CALLERS_MAX: usize = 256;
pub(crate) const CALLERS_OF_A_USER_MAX: usize = 64;
/// The longest request.
pub(crate) const LINE_MAX: usize = 4096;
/// A caller that asks nothing for so long is let go.
pub(crate) const SILENCE_MAX: Duration = Duration::from_secs(10);
/// A caller that does not take its answer for so long is let go.
pub(crate) const WRITE_TIMEOUT: Duration = Duration::from_millis(500);
