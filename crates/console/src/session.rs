//! How long a session lasts.

use crate::{limited_role::LimitedRole, provider_identity::ProviderIdentity};
use muster_core::time::{Moment, Span};

/// A session, as the store has it under the hash of its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// The name of the account.
    pub account: String,
    /// The role that the account has now.
    pub role: LimitedRole,
    /// When it began.
    pub created: Moment,
    /// When it was used last, a minute exact.
    pub used: Moment,
    /// When whoever it is of last showed that it is him: by password, passkey or link here, or at his provider.
    pub proved: Moment,
    /// Who the account is at its provider, if one signs it in.
    pub provider: Option<ProviderIdentity>,
}

/// When a session ends by itself.
#[derive(Clone, Copy, Debug)]
pub struct SessionLimits {
    /// After so long without a request.
    pub idle: Span,
    /// After so long in any case.
    pub absolute: Span,
}

/// What cannot be taken back asks again who it is after that (step-up).
const PROVED_FOR: Span = Span::minutes(10);
/// The use of a session is stored this often, not at every request: a write waits for the host's writer.
const STORED_EVERY: Span = Span::minutes(1);

impl SessionLimits {
    /// Half an hour idle, half a day in all.
    pub const DEFAULT: Self = Self { idle: Span::minutes(30), absolute: Span::hours(12) };

    /// Whether a session lives on at `now`. One from the future ends: the clock was set, and it would last too long.
    pub fn permit(&self, session: &Session, now: Moment) -> bool {
        let (age, idle) = (now.seconds_after(session.created), now.seconds_after(session.used));
        age > -STORED_EVERY.as_seconds() && age < self.absolute.as_seconds() && idle < self.idle.as_seconds()
    }
}

impl Session {
    /// Whether whoever it is of has shown that it is him, at `now` a short time ago. A time that is still to come is none: the clock was set.
    pub(crate) fn is_proved(&self, now: Moment) -> bool {
        let age = now.seconds_after(self.proved);
        age > -STORED_EVERY.as_seconds() && age < PROVED_FOR.as_seconds()
    }

    /// Whether the store is to be told of its use at `now`.
    pub(crate) fn is_use_to_be_stored(&self, now: Moment) -> bool {
        now.seconds_after(self.used) >= STORED_EVERY.as_seconds()
    }
}

#[cfg(test)]
mod tests {
    use super::{Session, SessionLimits};
    use crate::role::Role;
    use muster_core::time::Moment;

    #[test]
    fn a_session_ends_idle_in_any_case_and_if_it_is_from_the_future() {
        let lives = |created, used, now| {
            let at = Moment::from_unix;
            let session = Session {
                account: "a".into(),
                role: Role::Viewer.into(),
                created: at(created),
                used: at(used),
                proved: at(created),
                provider: None,
            };
            SessionLimits::DEFAULT.permit(&session, at(now))
        };
        assert!(lives(0, 0, 1_799) && !lives(0, 0, 1_800), "30 minutes idle");
        assert!(lives(0, 43_000, 43_199) && !lives(0, 43_199, 43_200), "12 hours in all");
        let proved = |proved, now| {
            let at = Moment::from_unix;
            let (role, created) = (Role::Viewer.into(), at(0));
            let session =
                Session { account: "a".into(), role, created, used: created, proved: at(proved), provider: None };
            session.is_proved(at(now))
        };
        assert!(proved(100, 100) && proved(100, 699) && !proved(100, 700), "10 minutes");
        assert!(proved(100, 41) && !proved(100, 40), "a minute ahead at most");
        assert!(lives(10, 10, 0) && !lives(60, 60, 0), "a minute ahead at most");
    }
}
