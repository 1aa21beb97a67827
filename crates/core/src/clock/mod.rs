//! Clocks that cannot be believed: set back, set forward.

pub mod clock_jump;
pub mod trusted_time;
