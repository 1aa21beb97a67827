//! Activation: what a host issues to a client.

use muster_core::{
    client::license::{Intervals, Period},
    host::request::{ActivationRequest, Grant},
    id::{ActivationId, Cmid, HardwareId, HostId, Nonce},
    time::{Moment, Span},
};
use serde::{Deserialize, Serialize};

/// Version of the claims.
pub const VERSION: u32 = 1;

/// The claims of an activation. `iat` and `exp` are seconds since the epoch; the intervals are minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activation {
    /// Version of the claims: [`VERSION`].
    pub ver: u32,
    /// Issuer: the holder of the license that the activation rests on.
    #[serde(with = "crate::as_text")]
    pub iss: HostId,
    /// Subject: the client machine id.
    #[serde(with = "crate::as_text")]
    pub sub: Cmid,
    /// Audience: the activation id of the product.
    #[serde(with = "crate::as_text")]
    pub aud: ActivationId,
    /// The client's nonce.
    #[serde(with = "crate::as_text")]
    pub nonce: Nonce,
    /// Digest of the hardware in the request.
    #[serde(with = "crate::as_text")]
    pub hardware: HardwareId,
    /// Count of the application when the host answered; 0 where no host counts.
    pub count: u32,
    /// When it was issued.
    pub iat: i64,
    /// When it expires; absent if it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exp: Option<i64>,
    /// Version of the license pack that the issuer decided by.
    #[serde(default)]
    pub pack: u32,
    /// Interval while not activated.
    pub activation_interval: u32,
    /// Interval while activated.
    pub renewal_interval: u32,
    /// Extended PID of the issuer.
    pub epid: String,
}

/// The holder of the license that an activation is signed with.
#[derive(Clone, Copy, Debug)]
pub struct IssuerInfo<'i> {
    /// Holder of the license that the activation rests on.
    pub id: HostId,
    /// Extended PID of the holder.
    pub epid: &'i str,
    /// Version of the license pack that it decides by.
    pub pack: u32,
}

impl Activation {
    /// The claims for a grant of a host.
    pub fn new(ask: &ActivationRequest, nonce: Nonce, grant: &Grant, issuer: &IssuerInfo<'_>, now: Moment) -> Self {
        Self {
            ver: VERSION,
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

    /// The claims of what a machine signs itself with the key of a directory's, a MAK's or an issuance license: no machines are
    /// counted, and without `until` it has no end.
    pub fn of_machine(
        (cmid, hardware): (Cmid, HardwareId),
        product: ActivationId,
        nonce: Nonce,
        issuer: &IssuerInfo<'_>,
        now: Moment,
        until: Option<Moment>,
    ) -> Self {
        let intervals = Intervals::default();
        Self {
            ver: VERSION,
            iss: issuer.id,
            sub: cmid,
            aud: product,
            nonce,
            hardware,
            count: 0,
            iat: now.unix(),
            exp: until.map(Moment::unix),
            pack: issuer.pack,
            activation_interval: intervals.activation.minutes_saturating(),
            renewal_interval: intervals.renewal.minutes_saturating(),
            epid: issuer.epid.to_owned(),
        }
    }

    /// The term of the activation.
    pub fn period(&self) -> Period {
        Period { from: Moment::from_unix(self.iat), until: self.exp.map(Moment::from_unix) }
    }

    /// The grant, with its intervals clamped.
    pub fn grant(&self) -> Grant {
        let intervals = Intervals {
            activation: Span::minutes(self.activation_interval),
            renewal: Span::minutes(self.renewal_interval),
        };
        let until = Moment::from_unix(self.exp.unwrap_or(self.iat));
        Grant { count: self.count, until, intervals: intervals.within_limits() }
    }
}
