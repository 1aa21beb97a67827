//! Simulated time: whole seconds since the start of day 0, as `u32`. 136 years fit; a scenario ends after ten.

use muster_core::time::Moment;

/// A day in seconds.
pub(crate) const DAY: u32 = 24 * 60 * 60;
/// Second 0 in Unix time: Monday, 5 January 2026, 00:00 UTC.
const EPOCH: i64 = 1_767_571_200;

/// A second of the simulation as the core's time.
pub(crate) fn moment(second: u32) -> Moment {
    Moment::from_unix(EPOCH + i64::from(second))
}

/// The core's time as a second of the simulation; `u32::MAX` for times that do not fit.
pub(crate) fn second(moment: Moment) -> u32 {
    u32::try_from(moment.unix() - EPOCH).unwrap_or(u32::MAX)
}
