//! When a delivery is tried again, and when it is given up.

use muster_core::time::{Moment, Span};

/// The waits after each failure, in seconds. After the last try, 24 hours and 36 minutes after the first, a delivery is given up.
const WAITS_SECS: [u32; 8] = [5, 60, 5 * 60, 30 * 60, 2 * 3_600, 4 * 3_600, 6 * 3_600, 12 * 3_600];
/// The answer of a receiver that wants no more (410 Gone).
const GONE: u16 = 410;

/// How a try ended: the status of the answer, or why there was none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Answered(u16),
    Failed(&'static str),
}

impl Outcome {
    /// Whether the receiver took it.
    pub(crate) fn is_delivered(&self) -> bool {
        matches!(self, Self::Answered(200..=299))
    }

    /// As the store keeps it.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Answered(status) => status.to_string(),
            Self::Failed(why) => (*why).to_owned(),
        }
    }
}

/// When a delivery is tried again that ended so at its `attempts`th try; none if it arrived or is given up.
pub(crate) fn next_try(outcome: &Outcome, attempts: u32, now: Moment) -> Option<Moment> {
    if outcome.is_delivered() || *outcome == Outcome::Answered(GONE) {
        return None;
    }
    let wait = usize::try_from(attempts.checked_sub(1)?).ok().and_then(|failed| WAITS_SECS.get(failed))?;
    Some(now + Span::seconds(*wait))
}

#[cfg(test)]
mod tests {
    use super::{Outcome, next_try};
    use muster_core::time::Moment;

    #[test]
    fn waits_grow_until_a_delivery_is_given_up() {
        let wait = |outcome: &Outcome, attempts| {
            next_try(outcome, attempts, Moment::from_unix(1_000)).map(|next| next.unix() - 1_000)
        };
        let failed = Outcome::Failed("timeout");
        let waits: Vec<i64> = (1..).map_while(|attempts| wait(&failed, attempts)).collect();
        assert_eq!(waits, [5, 60, 300, 1_800, 7_200, 14_400, 21_600, 43_200]);
        assert!(waits.iter().sum::<i64>() > 24 * 3_600, "a day");
        for status in [301, 404, 500, 503] {
            assert_eq!(wait(&Outcome::Answered(status), 1), Some(5), "{status}");
        }
        for status in [200, 204, 299, 410] {
            assert_eq!(wait(&Outcome::Answered(status), 1), None, "{status}");
        }
    }
}
