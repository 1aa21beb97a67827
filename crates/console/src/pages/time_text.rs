//! Times as pages show them: UTC, so that administrators in two places read the same.

use muster_core::time::Moment;
use muster_proto::instant;

/// `2026-11-21 10:00:00 UTC`.
pub(super) fn utc(moment: Moment) -> String {
    instant::rfc3339(moment).replace('T', " ").replace('Z', " UTC")
}
