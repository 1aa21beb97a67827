//! The chain of trust below a license pack: a license that binds a key, and the activation that this key signed. Nothing is
//! believed for longer than it says: each document holds within the term of the one above it.

use crate::{
    anchors::TrustAnchors,
    error::ChainError,
    jwk::PublicKey,
    jws::{self, Kind},
};
use muster_core::{
    host::request::CLOCK_TOLERANCE,
    id::{ActivationId, Cmid, HardwareId, Nonce},
    pack::Pack,
    term,
    time::Moment,
};
use muster_proto::{activation::Activation, instant::rfc3339, license::License};

/// A license whose signature was verified.
#[derive(Clone)]
pub struct VerifiedLicense {
    /// The claims.
    pub license: License,
    /// The kind of license.
    pub kind: Kind,
    /// The key that the license binds.
    pub key: PublicKey,
    /// The root key that signed it.
    pub signer: PublicKey,
    /// The products that its groups cover.
    pub products: Vec<ActivationId>,
    /// Whether the vendor has revoked it.
    pub revoked: bool,
    /// The pack that was installed when it was opened.
    pack: Pack,
}

impl VerifiedLicense {
    /// Opens a license of this kind. It may have expired or be revoked: [`VerifiedLicense::in_force`] tells.
    pub fn open(document: &str, kind: Kind, trust: &TrustAnchors) -> Result<Self, ChainError> {
        let open = |source| ChainError::Open { document: ChainError::LICENSE, source };
        let (license, signer) = jws::open_by::<License>(document.trim(), kind, &trust.roots).map_err(open)?;
        let pack = trust.pack.clone();
        if license.iss != pack.vendor {
            return Err(ChainError::Vendor { expected: pack.vendor, found: license.iss });
        }
        let key = PublicKey::try_from(&license.cnf.jwk)?;
        let products = pack.products_of(&license.groups);
        let revoked = pack.revoked.contains(&license.sub);
        Ok(Self { license, kind, key, signer: *signer, products, revoked, pack })
    }

    /// Fails if at `now` the license is revoked, has expired or is still to come, or if the installed license pack has ended and
    /// the grace after its end is over.
    pub fn in_force(&self, now: Moment) -> Result<(), ChainError> {
        if self.revoked {
            return Err(ChainError::Revoked(self.license.sub));
        }
        if !self.pack.activates(now) {
            return Err(ChainError::PackEnded { version: self.pack.version, until: rfc3339(self.pack.until) });
        }
        self.within_term(now)
    }

    /// Fails if the license is that of another machine. One that was signed ahead of time names none.
    pub fn bound_to(&self, cmid: Cmid, hardware: HardwareId) -> Result<(), ChainError> {
        if self.license.cmid.is_some_and(|own| own != cmid) {
            return Err(ChainError::NotMine(ChainError::MACHINE));
        }
        if self.license.hardware.is_some_and(|own| own != hardware) {
            return Err(ChainError::NotMine(ChainError::HARDWARE));
        }
        Ok(())
    }

    /// When an activation that is issued at `issued` ends: at the latest end that it may have; `None` if it is permanent.
    pub fn mak_end(&self, product: ActivationId, issued: Moment) -> Option<Moment> {
        (!self.license.permanent).then(|| self.latest_end(product, issued))
    }

    /// Whether it was signed ahead of time, for an activation by telephone: it names no hardware.
    pub fn by_telephone(&self) -> bool {
        self.license.hardware.is_none()
    }

    /// When it is to be renewed.
    pub fn renewal(&self) -> Moment {
        term::renewal(Moment::from_unix(self.license.iat), self.until())
    }

    /// When the product key ends.
    pub fn ends(&self) -> Option<Moment> {
        self.license.ends.map(Moment::from_unix)
    }

    /// When it expires.
    pub fn until(&self) -> Moment {
        Moment::from_unix(self.license.exp)
    }

    /// A clock that runs behind the authority's within the tolerance makes no license one that is still to come.
    fn within_term(&self, at: Moment) -> Result<(), ChainError> {
        let from = Moment::from_unix(self.license.iat);
        if at + CLOCK_TOLERANCE < from {
            return Err(ChainError::NotYet { document: ChainError::LICENSE, from: rfc3339(from) });
        }
        if at < self.until() { Ok(()) } else { Err(ChainError::Expired { until: rfc3339(self.until()) }) }
    }

    /// The latest end that an activation of `product`, issued at `issued` by a holder of this license, may have.
    fn latest_end(&self, product: ActivationId, issued: Moment) -> Moment {
        if self.kind == Kind::MakLicense {
            let validity = self.license.groups.iter().find_map(|number| self.pack.group(*number)?.mak_validity);
            return validity.map_or(self.until(), |validity| self.until().min(issued + validity));
        }
        self.pack.product(product).map_or(issued, |product| issued + product.policy.validity)
    }
}

/// What an activation must say for a client to accept it.
#[derive(Clone, Copy, Debug)]
pub struct Expected {
    /// Client machine id.
    pub cmid: Cmid,
    /// The product that was asked for.
    pub product: ActivationId,
    /// The time now: by the client's clock for an answer, trusted time for a stored activation.
    pub now: Moment,
    /// The nonce of the request that it answers; `None` for a stored activation.
    pub nonce: Option<Nonce>,
}

/// Opens an activation that the holder of `license` signed. A stored activation is judged by when it was issued: its host may have
/// lapsed or been revoked since. The one takes nothing away, the other is judged by whoever holds the activation.
pub fn open_activation(
    document: &str,
    license: &VerifiedLicense,
    expected: &Expected,
) -> Result<Activation, ChainError> {
    let open = |source| ChainError::Open { document: ChainError::ACTIVATION, source };
    let mut activation: Activation = jws::open(document, Kind::Activation, &license.key).map_err(open)?;
    check_names(&activation, license, expected)?;
    let issued = Moment::from_unix(activation.iat);
    match expected.nonce {
        Some(nonce) => {
            license.in_force(expected.now)?;
            if license.pack.revoked_packs.contains(&activation.pack) {
                return Err(ChainError::PackRevoked(activation.pack));
            }
            if activation.nonce != nonce {
                return Err(ChainError::NotMine(ChainError::REQUEST));
            }
            check_clock(issued, expected.now)?;
        }
        None if issued > expected.now + CLOCK_TOLERANCE => {
            return Err(ChainError::NotYet { document: ChainError::ACTIVATION, from: rfc3339(issued) });
        }
        None => {}
    }
    license.within_term(issued)?;
    bound_end(&mut activation, license)?;
    // A host of an earlier version knows of no such end.
    if let Some(ends) = license.license.ends {
        activation.exp = Some(activation.exp.map_or(ends, |until| until.min(ends)));
    }
    Ok(activation)
}

/// Fails if the time that an answer states is more than 4 hours off `now`: an answer that was kept would set the clock back.
pub fn check_clock(stated: Moment, now: Moment) -> Result<(), ChainError> {
    let difference = stated.distance(now);
    if difference > CLOCK_TOLERANCE { Err(ChainError::Clock { minutes: difference.as_minutes() }) } else { Ok(()) }
}

fn check_names(activation: &Activation, license: &VerifiedLicense, expected: &Expected) -> Result<(), ChainError> {
    if activation.iss != license.license.sub {
        return Err(ChainError::NotMine(ChainError::HOST));
    }
    if activation.sub != expected.cmid {
        return Err(ChainError::NotMine(ChainError::MACHINE));
    }
    if activation.aud != expected.product {
        return Err(ChainError::NotMine(ChainError::PRODUCT));
    }
    if license.kind == Kind::MakLicense {
        license.bound_to(activation.sub, activation.hardware)?;
    }
    if license.products.contains(&activation.aud) { Ok(()) } else { Err(ChainError::NotCovered(activation.aud)) }
}

/// An activation lasts at most as long as the policy of the installed pack says. One that was decided by another version of the
/// pack had another policy: it is cut to this one, so that a new pack takes no license away at once.
fn bound_end(activation: &mut Activation, license: &VerifiedLicense) -> Result<(), ChainError> {
    let Some(until) = activation.exp.map(Moment::from_unix) else {
        let permanent = license.kind == Kind::MakLicense && license.license.permanent;
        return if permanent { Ok(()) } else { Err(ChainError::Endless) };
    };
    let latest = license.latest_end(activation.aud, Moment::from_unix(activation.iat));
    if until > latest && activation.pack == license.pack.version {
        return Err(ChainError::TooLong { until: rfc3339(until), latest: rfc3339(latest) });
    }
    activation.exp = Some(until.min(latest).unix());
    Ok(())
}
