//! The chain of trust below a license pack: a license that binds a key, and the activation that this key signed.

use crate::{
    anchors::TrustAnchors,
    error::ChainError,
    jwk::PublicKey,
    jws::{self, Kind},
};
use muster_core::{
    host::request::CLOCK_TOLERANCE,
    id::{ActivationId, Cmid, Nonce},
    time::Moment,
};
use muster_proto::{activation::Activation, license::License};

/// A license whose signature was verified.
#[derive(Clone)]
pub struct VerifiedLicense {
    /// The claims.
    pub license: License,
    /// The key that the license binds.
    pub key: PublicKey,
    /// The products that its groups cover.
    pub products: Vec<ActivationId>,
    /// Whether the vendor has revoked it.
    pub revoked: bool,
    withdrawn_packs: Vec<u32>,
}

impl VerifiedLicense {
    /// Opens a license of this kind. It may have expired or be revoked: [`VerifiedLicense::in_force`] tells.
    pub fn open(document: &str, kind: Kind, trust: &TrustAnchors) -> Result<Self, ChainError> {
        let open = |source| ChainError::Open { document: "license", source };
        let (license, _) = jws::open_by::<License>(document.trim(), kind, &trust.roots).map_err(open)?;
        let pack = &trust.pack;
        if license.iss != pack.vendor {
            return Err(ChainError::Vendor { expected: pack.vendor.clone(), found: license.iss });
        }
        let key = PublicKey::try_from(&license.cnf.jwk)?;
        let products = pack.products_of(&license.groups);
        let revoked = pack.revoked.contains(&license.sub);
        Ok(Self { license, key, products, revoked, withdrawn_packs: pack.revoked_packs.clone() })
    }

    /// Fails if the license is revoked or has expired at `now`.
    pub fn in_force(&self, now: Moment) -> Result<(), ChainError> {
        if self.revoked {
            return Err(ChainError::Revoked(self.license.sub));
        }
        self.not_expired(now)
    }

    fn not_expired(&self, at: Moment) -> Result<(), ChainError> {
        let until = Moment::from_unix(self.license.exp);
        if at < until { Ok(()) } else { Err(ChainError::Expired { until: muster_proto::instant::rfc3339(until) }) }
    }
}

/// What an activation must say for a client to accept it.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    /// Client machine id.
    pub cmid: Cmid,
    /// The product that was asked for.
    pub product: ActivationId,
    /// The request that it answers; `None` for a stored activation.
    pub request: Option<SentRequest>,
}

/// A request whose response is awaited.
#[derive(Clone, Copy, Debug)]
pub struct SentRequest {
    /// The nonce of the request.
    pub nonce: Nonce,
    /// The client's clock.
    pub now: Moment,
}

/// Opens an activation that the holder of `license` signed.
pub fn open_activation(
    document: &str,
    license: &VerifiedLicense,
    expected: &Expected,
) -> Result<Activation, ChainError> {
    let open = |source| ChainError::Open { document: "activation", source };
    let activation: Activation = jws::open(document, Kind::Activation, &license.key).map_err(open)?;
    let issued = Moment::from_unix(activation.iat);
    // A stored activation is judged by when it was issued: its host may have lapsed or been revoked since. The one takes
    // nothing away, the other is judged by whoever holds the activation.
    match expected.request {
        Some(request) => license.in_force(request.now)?,
        None => license.not_expired(issued)?,
    }
    if activation.iss != license.license.sub {
        return Err(ChainError::NotMine("host"));
    }
    if activation.sub != expected.cmid {
        return Err(ChainError::NotMine("machine"));
    }
    if activation.aud != expected.product {
        return Err(ChainError::NotMine("product"));
    }
    if !license.products.contains(&activation.aud) {
        return Err(ChainError::NotCovered(activation.aud));
    }
    if let Some(SentRequest { nonce, now }) = expected.request {
        if license.withdrawn_packs.contains(&activation.pack) {
            return Err(ChainError::PackRevoked(activation.pack));
        }
        if activation.nonce != nonce {
            return Err(ChainError::NotMine("request (nonce)"));
        }
        let difference = issued.distance(now);
        if difference > CLOCK_TOLERANCE {
            return Err(ChainError::Clock { minutes: difference.as_minutes() });
        }
    }
    Ok(activation)
}
