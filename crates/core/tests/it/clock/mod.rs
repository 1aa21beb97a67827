//! Clocks that cannot be believed.

mod clock_jump;
mod trusted_time;
