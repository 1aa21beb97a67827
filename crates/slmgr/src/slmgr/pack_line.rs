//! The line about the end of the license pack.

use crate::lines::Lines;
use muster_core::{
    labels::{PACK_ENDED, PACK_ENDS},
    term::days_to_tell,
    time::Moment,
};

/// Says that the license pack ends, if that is near.
pub(super) fn pack_line(lines: &mut Lines, until: Moment, now: Moment) {
    match days_to_tell(until, now) {
        None => {}
        Some(0) => lines.add(PACK_ENDED.get(lines.lang)),
        Some(days) => lines.add(&PACK_ENDS.fill(lines.lang, &[("days", &days)])),
    }
}
