//! `[clock]` of `host.toml`: how far the host believes its clock.

use muster_core::{clock::host_clock::ClockBounds, time::Span};
use serde::Deserialize;

/// How far the host believes its clock.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ClockConfig {
    /// The clock may be set by so many seconds while the host runs.
    pub jump_seconds: u32,
    /// The host may have been off for so many days.
    pub off_days: u32,
}

impl Default for ClockConfig {
    fn default() -> Self {
        let seconds = |span: Span| u32::try_from(span.as_seconds()).unwrap_or(u32::MAX);
        let ClockBounds { jump, off } = ClockBounds::default();
        Self { jump_seconds: seconds(jump), off_days: seconds(off) / (24 * 60 * 60) }
    }
}

impl ClockConfig {
    pub(crate) fn bounds(self) -> ClockBounds {
        ClockBounds { jump: Span::seconds(self.jump_seconds), off: Span::days(self.off_days.min(36_500)) }
    }
}
