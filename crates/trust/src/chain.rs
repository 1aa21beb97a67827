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

/// A license that was verified, with the products that it covers.
#[derive(Clone)]
pub struct VerifiedLicense {
    /// The license.
    pub license: License,
    /// The key that it binds.
    pub key: PublicKey,
    /// The products that its groups cover.
    pub products: Vec<ActivationId>,
    /// Whether the vendor has revoked it.
    pub revoked: bool,
    withdrawn_packs: Vec<u32>,
}

impl VerifiedLicense {
    /// Opens a license of this kind. Whether it is in force at a moment is asked apart, for its holder keeps it when it
    /// has expired.
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

    /// Whether it is in force at `now`.
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

/// What an answer must be about for the client to take it.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    /// The client's machine id.
    pub cmid: Cmid,
    /// The product it asked for.
    pub product: ActivationId,
    /// The request that it answers; `None` when a stored activation is opened again.
    pub request: Option<SentRequest>,
}

/// A request that waits for its answer.
#[derive(Clone, Copy, Debug)]
pub struct SentRequest {
    /// Its nonce.
    pub nonce: Nonce,
    /// The client's clock.
    pub now: Moment,
}

/// Opens an activation by the holder that `credential` vouches for.
pub fn open_activation(
    document: &str,
    credential: &VerifiedLicense,
    expected: &Expected,
) -> Result<Activation, ChainError> {
    let open = |source| ChainError::Open { document: "activation", source };
    let activation: Activation = jws::open(document, Kind::Activation, &credential.key).map_err(open)?;
    let issued = Moment::from_unix(activation.iat);
    // A stored activation is judged by when it was issued: its host may have lapsed or been revoked since. The one takes
    // nothing away, the other is judged by whoever holds the activation.
    match expected.request {
        Some(request) => credential.in_force(request.now)?,
        None => credential.not_expired(issued)?,
    }
    if activation.iss != credential.license.sub {
        return Err(ChainError::NotMine("host"));
    }
    if activation.sub != expected.cmid {
        return Err(ChainError::NotMine("machine"));
    }
    if activation.aud != expected.product {
        return Err(ChainError::NotMine("product"));
    }
    if !credential.products.contains(&activation.aud) {
        return Err(ChainError::NotCovered(activation.aud));
    }
    if let Some(SentRequest { nonce, now }) = expected.request {
        if credential.withdrawn_packs.contains(&activation.pack) {
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
