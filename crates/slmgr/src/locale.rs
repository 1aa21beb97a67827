//! How the reader of a text block reads.

use muster_core::{lang::Lang, time::Moment};

/// The language of the reader, and how times are shown in the reader's time zone.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    /// The language of the labels.
    pub lang: Lang,
    /// Formats a moment as local time, `2026-11-21 19:00:00`. The caller knows the time zone.
    pub local_time: fn(Moment) -> String,
}
