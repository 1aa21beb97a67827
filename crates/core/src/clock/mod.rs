//! Clocks that cannot be believed: set back, set forward.

pub mod host_clock;
pub mod trusted_time;
