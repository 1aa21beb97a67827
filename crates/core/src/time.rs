//! Points in time and spans between them, in whole seconds of UTC.

use std::ops::{Add, Div, Sub};

/// A point in time: seconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(i64);

impl Moment {
    /// The moment `seconds` after the Unix epoch.
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since the Unix epoch.
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// The time from `earlier` to this moment; zero if this moment is not later.
    pub fn since(self, earlier: Self) -> Span {
        Span(self.0.saturating_sub(earlier.0).max(0))
    }

    /// Seconds from `other` to this moment; negative if this moment is earlier.
    pub fn seconds_after(self, other: Self) -> i64 {
        self.0.saturating_sub(other.0)
    }

    /// How far two clocks are apart, whichever is ahead.
    pub fn distance(self, other: Self) -> Span {
        self.since(other).max(other.since(self))
    }
}

impl Add<Span> for Moment {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Moment {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

/// A length of time; never negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(i64);

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// `n` seconds.
    pub const fn seconds(n: u32) -> Self {
        Self(n as i64)
    }

    /// `n` minutes.
    pub const fn minutes(n: u32) -> Self {
        Self(n as i64 * 60)
    }

    /// `n` hours.
    pub const fn hours(n: u32) -> Self {
        Self::minutes(n * 60)
    }

    /// `n` days.
    pub const fn days(n: u32) -> Self {
        Self(n as i64 * 86_400)
    }

    /// What is left of this span after another; zero if that is longer.
    pub const fn saturating_sub(self, other: Self) -> Self {
        let left = self.0.saturating_sub(other.0);
        Self(if left > 0 { left } else { 0 })
    }

    /// Whole seconds.
    pub const fn as_seconds(self) -> i64 {
        self.0
    }

    /// Whole minutes, rounded down.
    pub const fn as_minutes(self) -> i64 {
        self.0 / 60
    }

    /// Whole minutes as messages and files carry them; what does not fit is the largest number that does.
    pub fn minutes_saturating(self) -> u32 {
        u32::try_from(self.as_minutes()).unwrap_or(u32::MAX)
    }

    /// Days, rounded up, as the tools print what remains of a period: one minute is still a day.
    pub const fn as_days_started(self) -> i64 {
        (self.0 + 86_399) / 86_400
    }
}

impl Div<u32> for Span {
    type Output = Self;
    fn div(self, parts: u32) -> Self {
        Self(self.0 / i64::from(parts.max(1)))
    }
}
