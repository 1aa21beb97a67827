//! The life of a license on a client: what its status is at a moment, and when it asks again.

use crate::{
    code::{self, Code},
    pack::Policy,
    time::{Moment, Span},
};

/// License status, with the documented numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// 0: no right in force.
    Unlicensed,
    /// 1: activated.
    Licensed,
    /// 2: never activated, grace is running.
    InitialGrace,
    /// 3: the activation expired, or the hardware changed too much.
    AdditionalGrace,
    /// 4: failed the genuine check, grace is running.
    NonGenuineGrace,
    /// 5: grace is over; the product runs and reminds.
    Notification,
    /// 6: grace was extended.
    ExtendedGrace,
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

    /// The documented number.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// The status with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number)).copied()
    }
}

/// How often a client asks. The host tells it with every answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intervals {
    /// While not activated: 120 minutes unless the host says otherwise.
    pub activation: Span,
    /// While activated: 10 080 minutes (7 days) unless the host says otherwise.
    pub renewal: Span,
}

impl Default for Intervals {
    fn default() -> Self {
        Self { activation: Span::minutes(120), renewal: Span::minutes(10_080) }
    }
}

/// An activation that was verified: from when until when it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// When the host issued it.
    pub from: Moment,
    /// When it expires.
    pub until: Moment,
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
}

/// A license at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The status.
    pub status: Status,
    /// When this status ends; none for one that does not end by itself.
    pub until: Option<Moment>,
    /// Why the product is in notification.
    pub reason: Option<Code>,
}

impl License {
    /// The license at `now`. An activation holds from when it was issued until it expires, as long as the hardware
    /// is the same; after that, and after the first 30 days without one, grace runs and then notification.
    pub fn standing(&self, policy: &Policy, now: Moment) -> Standing {
        let Some(period) = self.activation else {
            return grace(Status::InitialGrace, self.installed + policy.grace, now, code::GRACE_EXPIRED);
        };
        let tolerance = policy.out_of_tolerance_grace;
        match self.hardware_changed {
            Some(changed) => grace(Status::AdditionalGrace, changed + tolerance, now, code::HARDWARE_OUT_OF_TOLERANCE),
            None if now < period.until => {
                Standing { status: Status::Licensed, until: Some(period.until), reason: None }
            }
            None => grace(Status::AdditionalGrace, period.until + tolerance, now, code::GRACE_EXPIRED),
        }
    }
}

impl Standing {
    /// What is left of the status at `now`.
    pub fn remaining(&self, now: Moment) -> Span {
        self.until.map_or(Span::ZERO, |until| until.since(now))
    }
}

fn grace(status: Status, until: Moment, now: Moment, reason: Code) -> Standing {
    if now < until {
        Standing { status, until: Some(until), reason: None }
    } else {
        Standing { status: Status::Notification, until: None, reason: Some(reason) }
    }
}

/// When a client asks next: after the renewal interval if the last attempt activated it, else after the activation
/// interval. `jitter` (0 to 255, from entropy) spreads a fleet over the last tenth of the interval.
pub fn next_attempt(last: Moment, activated: bool, intervals: &Intervals, jitter: u8) -> Moment {
    let interval = if activated { intervals.renewal } else { intervals.activation };
    let seconds = interval.as_seconds() - interval.as_seconds() / 10 * i64::from(jitter) / 255;
    last + Span::seconds(u32::try_from(seconds).unwrap_or(u32::MAX))
}
