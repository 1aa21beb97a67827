//! When a managed machine uploads evidence to a host.

use crate::time::{Moment, Span};

/// Between two uploads to one host.
pub const EVIDENCE_MINUTES: u32 = 30;

/// What was uploaded to a host last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastUpload {
    /// When.
    pub at: Moment,
    /// For how long the host keeps it.
    pub kept: Span,
    /// Whether the machine was in trouble.
    pub trouble: bool,
    /// Whether it said the same as what would be uploaded now.
    pub same: bool,
}

/// Whether evidence is to be uploaded: of a machine that is in trouble, if it says something new or the host will soon have deleted what it
/// has; of one that is not, once, if the host has evidence of trouble. Never earlier than [`EVIDENCE_MINUTES`] after the upload before.
pub fn is_upload_due(last: Option<LastUpload>, trouble: bool, now: Moment) -> bool {
    let Some(last) = last else { return trouble };
    // A clock that was set back would postpone the next upload for ever.
    if now >= last.at && now < last.at + Span::minutes(EVIDENCE_MINUTES) {
        return false;
    }
    if trouble { !last.same || now < last.at || now >= last.at + last.kept / 2 } else { last.trouble }
}

#[cfg(test)]
mod tests {
    use super::{LastUpload, is_upload_due};
    use crate::time::{Moment, Span};

    #[test]
    fn what_says_something_new_is_uploaded_and_not_too_often() {
        let at = Moment::from_unix(1_800_000_000);
        let last = |trouble, same| Some(LastUpload { at, kept: Span::days(30), trouble, same });
        let minutes = |count| at + Span::minutes(count);
        for (last, trouble, now, due) in [
            (None, false, at, false),
            (None, true, at, true),
            (last(true, false), true, minutes(29), false),
            (last(true, false), true, minutes(30), true),
            (last(true, true), true, minutes(30), false),
            (last(true, true), true, at + Span::days(14), false),
            (last(true, true), true, at + Span::days(15), true),
            (last(true, true), true, at - Span::minutes(1), true),
            (last(true, false), false, minutes(29), false),
            (last(true, false), false, minutes(30), true),
            (last(false, false), false, minutes(30), false),
            (last(false, false), true, minutes(30), true),
        ] {
            assert_eq!(is_upload_due(last, trouble, now), due, "{last:?} {trouble} {now:?}");
        }
    }
}
