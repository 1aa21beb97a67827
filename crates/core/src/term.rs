//! The terms of documents: when one is renewed, and when its end is announced.

use crate::time::{Moment, Span};

/// The end of a license or of a license pack is announced when so many days are left.
pub const NOTICES_DAYS: [u32; 3] = [90, 30, 7];

/// When a document in force from one moment until another is renewed: after two thirds of its term, so that a third is left for
/// whatever hinders the renewal.
pub fn renewal(from: Moment, until: Moment) -> Moment {
    until - until.since(from) / 3
}

/// The notice that is due at `now` for an end at `until`: 90, 30 or 7 for at most so many days left, 0 once the end has come.
pub fn notice(until: Moment, now: Moment) -> Option<u32> {
    if now >= until {
        return Some(0);
    }
    NOTICES_DAYS.into_iter().rev().find(|days| until.since(now) <= Span::days(*days))
}

/// The days that are left, counting the one that has begun, where a notice is due.
pub fn days_to_tell(until: Moment, now: Moment) -> Option<i64> {
    notice(until, now).map(|_| until.since(now).as_days_started())
}
