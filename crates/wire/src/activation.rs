//! Activation: what a host issues to a client.

use muster_core::{
    id::{ActivationId, Cmid, HardwareId, HostId, Nonce},
    license::{Intervals, Period},
    request::{Ask, Grant},
    time::{Moment, Span},
};
use serde::{Deserialize, Serialize};

/// The claims of an activation. `iat` and `exp` are seconds since the epoch; the intervals are minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activation {
    /// The host that issued it.
    #[serde(with = "crate::text")]
    pub iss: HostId,
    /// The machine.
    #[serde(with = "crate::text")]
    pub sub: Cmid,
    /// The product.
    #[serde(with = "crate::text")]
    pub aud: ActivationId,
    /// The client's nonce.
    #[serde(with = "crate::text")]
    pub nonce: Nonce,
    /// The hardware that asked.
    #[serde(with = "crate::text")]
    pub hardware: HardwareId,
    /// Distinct machines in 30 days.
    pub count: u32,
    /// When it was issued.
    pub iat: i64,
    /// When it expires.
    pub exp: i64,
    /// How often to ask while not activated.
    pub activation_interval: u32,
    /// How often to ask while activated.
    pub renewal_interval: u32,
    /// The host's extended PID.
    pub epid: String,
}

impl Activation {
    /// The claims of what a host granted.
    pub fn new(ask: &Ask, nonce: Nonce, grant: &Grant, host: HostId, epid: &str, now: Moment) -> Self {
        Self {
            iss: host,
            sub: ask.cmid,
            aud: ask.product,
            nonce,
            hardware: ask.hardware,
            count: grant.count,
            iat: now.unix(),
            exp: grant.until.unix(),
            activation_interval: grant.intervals.activation.minutes_saturating(),
            renewal_interval: grant.intervals.renewal.minutes_saturating(),
            epid: epid.to_owned(),
        }
    }

    /// From when until when it holds.
    pub fn period(&self) -> Period {
        Period { from: Moment::from_unix(self.iat), until: Moment::from_unix(self.exp) }
    }

    /// What it grants.
    pub fn grant(&self) -> Grant {
        let intervals = Intervals {
            activation: Span::minutes(self.activation_interval),
            renewal: Span::minutes(self.renewal_interval),
        };
        Grant { count: self.count, until: Moment::from_unix(self.exp), intervals }
    }
}
