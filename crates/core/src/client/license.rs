//! The life of a license on a client: what its status is at a moment, and when it asks again.

use crate::{
    code::{self, Code},
    labels,
    lang::Text,
    pack::Policy,
    time::{Moment, Span},
};

/// How long before its end an activation is announced to expire.
pub const WARN_BEFORE: Span = Span::days(30);

/// License status, with the documented numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 0: no right in force.
    Unlicensed = 0,
    /// 1: activated.
    Licensed = 1,
    /// 2: never activated, grace is running.
    InitialGrace = 2,
    /// 3: the activation expired, or the hardware changed too much.
    AdditionalGrace = 3,
    /// 4: failed the genuine check, grace is running.
    NonGenuineGrace = 4,
    /// 5: grace is over; the product runs and reminds.
    Notification = 5,
    /// 6: grace was extended.
    ExtendedGrace = 6,
}

impl Status {
    const ALL: [Self; 7] = [
        Self::Unlicensed,
        Self::Licensed,
        Self::InitialGrace,
        Self::AdditionalGrace,
        Self::NonGenuineGrace,
        Self::Notification,
        Self::ExtendedGrace,
    ];

    /// The documented word behind `License Status:`.
    pub fn label(self) -> Text {
        match self {
            Self::Unlicensed => labels::STATUS_UNLICENSED,
            Self::Licensed => labels::STATUS_LICENSED,
            Self::InitialGrace => labels::STATUS_INITIAL_GRACE,
            Self::AdditionalGrace => labels::STATUS_ADDITIONAL_GRACE,
            Self::NonGenuineGrace => labels::STATUS_NON_GENUINE_GRACE,
            Self::Notification => labels::STATUS_NOTIFICATION,
            Self::ExtendedGrace => labels::STATUS_EXTENDED_GRACE,
        }
    }

    /// The documented number.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The status with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}

/// How often a client asks; stated by the host in every response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intervals {
    /// While not activated; 120 minutes by default.
    pub activation: Span,
    /// While activated; 10 080 minutes (7 days) by default.
    pub renewal: Span,
}

impl Default for Intervals {
    fn default() -> Self {
        Self { activation: Span::minutes(120), renewal: Span::minutes(10_080) }
    }
}

impl Intervals {
    /// The least and the greatest interval that a host may set.
    pub const LIMITS: (Span, Span) = (Span::minutes(15), Span::days(30));

    /// Clamps both intervals, so that a host can neither silence a client nor make it ask without pause.
    pub fn within_limits(self) -> Self {
        let (least, greatest) = Self::LIMITS;
        Self { activation: self.activation.clamp(least, greatest), renewal: self.renewal.clamp(least, greatest) }
    }
}

/// The term of a verified activation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// When it was issued.
    pub from: Moment,
    /// When it expires; a MAK's activation does not.
    pub until: Option<Moment>,
}

/// The license of one installed product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct License {
    /// When the key was installed: the initial grace runs from here.
    pub installed: Moment,
    /// The last activation, if there was one.
    pub activation: Option<Period>,
    /// When the hardware was first found beyond tolerance, if it is.
    pub hardware_changed: Option<Moment>,
    /// When the issuer of the activation was first found to be revoked.
    pub non_genuine: Option<Moment>,
    /// When the product key that stands behind the activation ends.
    pub ends: Option<Moment>,
}

/// A license at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LicenseState {
    /// License status.
    pub status: Status,
    /// When this status ends; `None` if it does not end by itself.
    pub until: Option<Moment>,
    /// Why the product is in notification.
    pub reason: Option<Code>,
}

impl License {
    /// The license at `now`. An activation holds until it expires, as long as the hardware is within tolerance and its issuer is
    /// not revoked; after that, and before the first activation, grace runs. Nothing lasts beyond the end of the product key: its
    /// customer was told when that is.
    pub fn standing(&self, policy: &Policy, now: Moment) -> LicenseState {
        let lasting = self.while_key_lasts(policy, now);
        match self.ends {
            None => lasting,
            Some(ends) if now < ends => LicenseState { until: lasting.until.map(|until| until.min(ends)), ..lasting },
            Some(_) => ended(policy, code::GRACE_EXPIRED),
        }
    }

    fn while_key_lasts(&self, policy: &Policy, now: Moment) -> LicenseState {
        let Some(period) = self.activation else { return self.never_activated(policy, now) };
        let grace = |status, until, reason| if now < until { running(status, until) } else { ended(policy, reason) };
        let tolerance = policy.out_of_tolerance_grace;
        if let Some(since) = self.non_genuine {
            return grace(Status::NonGenuineGrace, since + policy.non_genuine_grace, code::NOT_GENUINE);
        }
        if let Some(since) = self.hardware_changed {
            return grace(Status::AdditionalGrace, since + tolerance, code::HARDWARE_OUT_OF_TOLERANCE);
        }
        match period.until {
            None => LicenseState { status: Status::Licensed, until: None, reason: None },
            Some(until) if now < until => running(Status::Licensed, until),
            Some(until) => grace(Status::AdditionalGrace, until + tolerance, code::GRACE_EXPIRED),
        }
    }

    fn never_activated(&self, policy: &Policy, now: Moment) -> LicenseState {
        let initial = self.installed + policy.grace;
        let extended = initial + policy.extended_grace;
        if now < initial {
            running(Status::InitialGrace, initial)
        } else if now < extended {
            running(Status::ExtendedGrace, extended)
        } else {
            ended(policy, code::GRACE_EXPIRED)
        }
    }
}

impl LicenseState {
    /// What is left of the status at `now`.
    pub fn remaining(&self, now: Moment) -> Span {
        self.until.map_or(Span::ZERO, |until| until.since(now))
    }

    /// What is left of an activation that ends within [`WARN_BEFORE`]: its renewals have been failing.
    pub fn warning(&self, now: Moment) -> Option<Span> {
        let remaining = self.until.filter(|_| self.status == Status::Licensed).map(|until| until.since(now));
        remaining.filter(|remaining| *remaining <= WARN_BEFORE)
    }
}

fn running(status: Status, until: Moment) -> LicenseState {
    LicenseState { status, until: Some(until), reason: None }
}

/// After grace: notification, or unlicensed where the policy has no notification.
fn ended(policy: &Policy, reason: Code) -> LicenseState {
    let status = if policy.notification { Status::Notification } else { Status::Unlicensed };
    LicenseState { status, until: None, reason: Some(reason) }
}

/// When a client asks next: after the renewal interval if the last attempt activated it, else after the activation
/// interval. `jitter` (0 to 255, from entropy) spreads a fleet over the last tenth of the interval.
pub fn next_attempt(last: Moment, activated: bool, intervals: &Intervals, jitter: u8) -> Moment {
    let interval = if activated { intervals.renewal } else { intervals.activation };
    let seconds = interval.as_seconds() - interval.as_seconds() / 10 * i64::from(jitter) / 255;
    last + Span::seconds(u32::try_from(seconds).unwrap_or(u32::MAX))
}
