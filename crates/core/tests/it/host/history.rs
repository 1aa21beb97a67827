//! How far history is removed.

use crate::table::{day, day_of};
use muster_core::{host::history::PruneHorizon, time::Span};

#[test]
fn history_is_removed_by_at_most_seven_days_more_at_once() {
    for (certain, last, before, at) in [
        ("500", None, "100", "500"),
        ("500", Some("499"), "100", "500"),
        ("507", Some("500"), "107", "507"),
        ("530", Some("500"), "107", "507"),
        ("490", Some("500"), "90", "490"),
    ] {
        let horizon = PruneHorizon::new(day(certain), last.map(day), Span::days(400));
        assert_eq!(
            (day_of(horizon.before), day_of(horizon.at)),
            (before.into(), at.into()),
            "{certain} after {last:?}"
        );
    }
}
