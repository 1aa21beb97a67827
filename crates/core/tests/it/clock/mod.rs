//! Clocks that cannot be believed.

mod host_clock;
mod trusted_time;
