//! A machine as the host knows it, and where it stands.

use muster_core::{
    code::{self, Code},
    id::{ActivationId, Cmid, HardwareId},
    lang::Text,
    time::Moment,
};

/// A machine as it asked for one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// Client machine id.
    pub cmid: Cmid,
    /// The product that was asked for.
    pub product: ActivationId,
    /// Digest of the hardware.
    pub hardware: HardwareId,
    /// The name in the newest request: whatever the machine sent.
    pub name: String,
    /// Time of the first request.
    pub first_seen: Moment,
    /// Time of the newest request.
    pub last_seen: Moment,
    /// Number of requests.
    pub requests: u64,
    /// The code that the newest request ended with.
    pub last_code: Code,
    /// The end of the newest activation.
    pub activated_until: Option<Moment>,
    /// When it last asked from a state that was put back.
    pub rolled_back: Option<Moment>,
}

/// Where a machine stands with a product, as far as the host knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MachineState {
    /// Its activation lasts.
    Activated,
    /// Its activation has ended and was not renewed.
    Ended,
    /// It was refused for another reason than the count.
    Refused,
    /// It was never activated: the count is too low yet.
    Waiting,
}

impl MachineState {
    /// All states; each machine is in one of them.
    pub const ALL: [Self; 4] = [Self::Activated, Self::Ended, Self::Waiting, Self::Refused];

    /// The state of a machine at `now`.
    pub fn of(machine: &Machine, now: Moment) -> Self {
        Self::told(machine.activated_until, machine.last_code, now)
    }

    /// The state at `now` of one whose activation ends then, if there is one, and whose newest request ended with a code.
    pub fn told(activated_until: Option<Moment>, last_code: Code, now: Moment) -> Self {
        match activated_until {
            Some(until) if until > now => Self::Activated,
            Some(_) => Self::Ended,
            None if last_code == code::COUNT_TOO_LOW => Self::Waiting,
            None => Self::Refused,
        }
    }

    /// Its number, from 1, as stores select by it: its place in [`Self::ALL`].
    pub fn number(self) -> i64 {
        match self {
            Self::Activated => 1,
            Self::Ended => 2,
            Self::Waiting => 3,
            Self::Refused => 4,
        }
    }

    /// Its name in an address.
    pub fn id(self) -> &'static str {
        match self {
            Self::Activated => "activated",
            Self::Ended => "ended",
            Self::Refused => "refused",
            Self::Waiting => "waiting",
        }
    }

    /// The state of this name.
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == id)
    }

    /// Its name for people.
    pub fn name(self) -> Text {
        let (en, ja) = match self {
            Self::Activated => ("Activated", "ライセンス認証済み"),
            Self::Ended => ("Ended", "期限切れ"),
            Self::Refused => ("Refused", "拒否"),
            Self::Waiting => ("Waiting for the count", "カウント不足"),
        };
        Text { en, ja }
    }
}
