//! How many sign-ins may fail, for each account and each network, before the next has to wait.

use muster_core::time::{Moment, Span};

/// Failed sign-ins of an account or a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    /// How many since the last success.
    pub count: u32,
    /// The last one.
    pub last: Option<Moment>,
}

/// After so many failures each further one makes the wait twice as long.
#[derive(Clone, Copy, Debug)]
pub struct Lockout {
    free: u32,
}

const FIRST_WAIT_SECS: i64 = 30;
/// At 15 minutes a guess, a password of 12 characters stands; and whoever forgot his is not locked out for a day by a stranger.
const LONGEST_WAIT_SECS: i64 = 15 * 60;
/// Failures are forgotten after a day.
pub(crate) const FORGOTTEN_AFTER: Span = Span::days(1);

impl Lockout {
    /// For one account, whether it exists or not: that is not to be told.
    pub const ACCOUNT: Self = Self { free: 5 };
    /// For one network: an IPv4 address, or a /64 of IPv6.
    pub const NETWORK: Self = Self { free: 20 };

    /// Whether the last failure is the first that makes the next attempt wait.
    pub(crate) fn begins(self, failures: Failures) -> bool {
        failures.count == self.free
    }

    /// How long the next attempt at `now` has to wait; none if it may be made.
    pub fn wait(self, failures: Failures, now: Moment) -> Option<Span> {
        let excess = failures.count.checked_sub(self.free)?;
        let since = now.seconds_after(failures.last?);
        if since >= FORGOTTEN_AFTER.as_seconds() {
            return None;
        }
        let wait = FIRST_WAIT_SECS.saturating_mul(1 << excess.min(10)).min(LONGEST_WAIT_SECS);
        // A clock that was set back must not lock anybody out for longer.
        let left = (wait - since).min(LONGEST_WAIT_SECS);
        (left > 0).then(|| Span::seconds(u32::try_from(left).unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Failures, Lockout};
    use muster_core::time::Moment;

    /// Failures, seconds since the last one, and the seconds that are left to wait.
    #[test]
    fn each_failure_beyond_the_free_ones_doubles_the_wait() {
        let now = Moment::from_unix(1_000_000);
        for (count, since, left) in [
            (0, 0, None),
            (4, 0, None),
            (5, 0, Some(30)),
            (5, 29, Some(1)),
            (5, 30, None),
            (6, 0, Some(60)),
            (9, 0, Some(480)),
            (10, 0, Some(900)),
            (u32::MAX, 0, Some(900)),
            (u32::MAX, 900, None),
            (u32::MAX, 86_400, None),
            (5, -100_000, Some(900)),
        ] {
            let failures = Failures { count, last: Some(Moment::from_unix(1_000_000 - since)) };
            let wait = Lockout::ACCOUNT.wait(failures, now).map(|wait| wait.as_seconds());
            assert_eq!(wait, left, "{count} failures, {since} s ago");
        }
    }
}
