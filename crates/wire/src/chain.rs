//! The chain of trust: root key, license pack, host license, activation.

use crate::{
    activation::Activation,
    host_license::HostLicense,
    jwk::{BadKey, PublicKey},
    jws::{self, Kind, OpenError},
    pack::PackClaims,
};
use muster_core::{
    code::{self, Code},
    id::{ActivationId, Cmid, Nonce},
    pack::Pack,
    request::CLOCK_TOLERANCE,
    time::Moment,
};

/// Why something is not trusted.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// A document did not open.
    #[error("the {document} is not genuine: {source}")]
    Open {
        /// Which one.
        document: &'static str,
        /// Why.
        source: OpenError,
    },
    /// The pack says something that no pack may say.
    #[error("the license pack is not usable: {0}")]
    Pack(#[from] crate::pack::BadPack),
    /// The host license binds no usable key.
    #[error("the host license binds no usable key: {0}")]
    Key(#[from] BadKey),
    /// The host license is another vendor's.
    #[error("the host license is of vendor '{found}', the pack of '{expected}'")]
    Vendor {
        /// The vendor of the pack.
        expected: String,
        /// The vendor of the license.
        found: String,
    },
    /// The host license is not in force.
    #[error("the host license was in force until {until}")]
    Expired {
        /// When it expired.
        until: String,
    },
    /// The host license does not cover the product.
    #[error("the host license does not cover product {0}")]
    NotCovered(ActivationId),
    /// The activation answers another request.
    #[error("the activation is for another {0}")]
    NotMine(&'static str),
    /// The clocks of host and client are too far apart.
    #[error("the clock of the host differs by {minutes} minutes")]
    Clock {
        /// By how much.
        minutes: i64,
    },
}

impl ChainError {
    /// The documented code.
    pub fn code(&self) -> Code {
        match self {
            Self::Open { .. } | Self::Pack(_) | Self::Key(_) | Self::Vendor { .. } => code::SIGNATURE_INVALID,
            Self::Expired { .. } => code::HOST_NOT_ACTIVATED,
            Self::NotCovered(_) => code::PRODUCT_NOT_COVERED,
            Self::NotMine(_) => code::NONCE_MISMATCH,
            Self::Clock { .. } => code::CLOCK_SKEW,
        }
    }
}

/// Opens a license pack that `root` must have signed.
pub fn open_pack(document: &str, root: &PublicKey) -> Result<Pack, ChainError> {
    let open = |source| ChainError::Open { document: "license pack", source };
    let claims: PackClaims = jws::open(document.trim(), Kind::Pack, root).map_err(open)?;
    Ok(claims.try_into()?)
}

/// A host license that was verified, with the products that it covers.
#[derive(Clone)]
pub struct HostCredential {
    /// The license.
    pub license: HostLicense,
    /// The key that it binds.
    pub key: PublicKey,
    /// The products that its groups cover.
    pub products: Vec<ActivationId>,
}

impl HostCredential {
    /// Opens a host license that `root` must have signed for the vendor of `pack`. Whether it is in force at a moment
    /// is asked apart, for a host keeps its license when it has expired.
    pub fn open(document: &str, root: &PublicKey, pack: &Pack) -> Result<Self, ChainError> {
        let open = |source| ChainError::Open { document: "host license", source };
        let license: HostLicense = jws::open(document.trim(), Kind::HostLicense, root).map_err(open)?;
        if license.iss != pack.vendor {
            return Err(ChainError::Vendor { expected: pack.vendor.clone(), found: license.iss });
        }
        let key = PublicKey::try_from(&license.cnf.jwk)?;
        let groups = license.groups.iter().filter_map(|number| pack.group(*number));
        let products = groups.flat_map(|group| group.products.iter().copied()).collect();
        Ok(Self { license, key, products })
    }

    /// Whether it is in force at `now`.
    pub fn in_force(&self, now: Moment) -> Result<(), ChainError> {
        let until = Moment::from_unix(self.license.exp);
        if now < until { Ok(()) } else { Err(ChainError::Expired { until: crate::instant::rfc3339(until) }) }
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
    pub request: Option<Asked>,
}

/// A request that waits for its answer.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Its nonce.
    pub nonce: Nonce,
    /// The client's clock.
    pub now: Moment,
}

/// Opens an activation of the host that `credential` vouches for.
pub fn open_activation(
    document: &str,
    credential: &HostCredential,
    expected: &Expected,
) -> Result<Activation, ChainError> {
    let open = |source| ChainError::Open { document: "activation", source };
    let activation: Activation = jws::open(document, Kind::Activation, &credential.key).map_err(open)?;
    let issued = Moment::from_unix(activation.iat);
    // A stored activation is judged by when it was issued: its host may have lapsed since, which takes nothing away.
    credential.in_force(expected.request.map_or(issued, |request| request.now))?;
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
    if let Some(Asked { nonce, now }) = expected.request {
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
