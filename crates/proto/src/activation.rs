//! Activation: what a host issues to a client.

use muster_core::{
    client::license::{Intervals, Period},
    host::request::{ActivationRequest, Grant},
    id::{ActivationId, Cmid, HardwareId, HostId, Nonce},
    time::{Moment, Span},
};
use serde::{Deserialize, Serialize};

/// The claims of an activation. `iat` and `exp` are seconds since the epoch; the intervals are minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activation {
    /// The host that issued it.
    #[serde(with = "crate::as_text")]
    pub iss: HostId,
    /// The machine.
    #[serde(with = "crate::as_text")]
    pub sub: Cmid,
    /// The product.
    #[serde(with = "crate::as_text")]
    pub aud: ActivationId,
    /// The client's nonce.
    #[serde(with = "crate::as_text")]
    pub nonce: Nonce,
    /// The hardware that asked.
    #[serde(with = "crate::as_text")]
    pub hardware: HardwareId,
    /// Distinct machines in 30 days.
    pub count: u32,
    /// When it was issued.
    pub iat: i64,
    /// When it expires; without it, not at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exp: Option<i64>,
    /// The version of the license pack that it was decided by.
    #[serde(default)]
    pub pack: u32,
    /// How often to ask while not activated.
    pub activation_interval: u32,
    /// How often to ask while activated.
    pub renewal_interval: u32,
    /// The host's extended PID.
    pub epid: String,
}

/// Who issues an activation.
#[derive(Clone, Copy, Debug)]
pub struct Issuer<'i> {
    /// The holder of the license that it rests on.
    pub id: HostId,
    /// Its extended PID.
    pub epid: &'i str,
    /// The version of the license pack that it decides by.
    pub pack: u32,
}

impl Activation {
    /// The claims of what a host granted.
    pub fn new(ask: &ActivationRequest, nonce: Nonce, grant: &Grant, issuer: &Issuer<'_>, now: Moment) -> Self {
        Self {
            iss: issuer.id,
            sub: ask.cmid,
            aud: ask.product,
            nonce,
            hardware: ask.hardware,
            count: grant.count,
            iat: now.unix(),
            exp: Some(grant.until.unix()),
            activation_interval: grant.intervals.activation.minutes_saturating(),
            renewal_interval: grant.intervals.renewal.minutes_saturating(),
            pack: issuer.pack,
            epid: issuer.epid.to_owned(),
        }
    }

    /// From when until when it holds.
    pub fn period(&self) -> Period {
        Period { from: Moment::from_unix(self.iat), until: self.exp.map(Moment::from_unix) }
    }

    /// What it grants.
    pub fn grant(&self) -> Grant {
        let intervals = Intervals {
            activation: Span::minutes(self.activation_interval),
            renewal: Span::minutes(self.renewal_interval),
        };
        let until = Moment::from_unix(self.exp.unwrap_or(self.iat));
        Grant { count: self.count, until, intervals: intervals.within_limits() }
    }
}
