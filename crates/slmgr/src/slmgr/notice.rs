//! Lines about ends that are near: of a host license, of the license pack.

use crate::lines::Lines;
use muster_core::{
    labels::{PACK_ENDED, PACK_ENDS},
    term::notice,
    time::Moment,
};

/// The days that are left, counting the one that has begun; none while the end is further away than is told.
pub(super) fn days_to_tell(until: Moment, now: Moment) -> Option<i64> {
    notice(until, now).map(|_| until.since(now).as_days_started())
}

/// Says that the license pack ends, if that is near.
pub(super) fn pack_line(lines: &mut Lines, until: Moment, now: Moment) {
    match days_to_tell(until, now) {
        None => {}
        Some(0) => lines.add(PACK_ENDED.get(lines.lang)),
        Some(days) => lines.add(&PACK_ENDS.fill(lines.lang, &[("days", &days)])),
    }
}
