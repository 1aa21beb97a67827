//! Why a document is not trusted.

use crate::{jwk::BadKey, jws::OpenError};
use muster_core::{
    code::{self, Code},
    id::{ActivationId, HostId},
};

/// Why a document of the chain is not trusted.
#[derive(Debug, thiserror::Error)]
pub enum ChainError {
    /// A document did not open.
    #[error("the {document} is not accepted: {source}")]
    Open {
        /// Which one.
        document: &'static str,
        /// Why.
        source: OpenError,
    },
    /// The pack says something that no pack may say.
    #[error("the license pack is not usable: {0}")]
    Pack(#[from] muster_proto::pack::BadPack),
    /// The pack is not newer than the one that is installed.
    #[error("the license pack has version {found}; version {known} is installed")]
    PackVersion {
        /// Its version.
        found: u32,
        /// The installed one.
        known: u32,
    },
    /// The host decides by a pack that the vendor has withdrawn.
    #[error("the host decides by version {0} of the license pack, which the vendor has withdrawn")]
    PackRevoked(u32),
    /// A key in a document is none.
    #[error("a signed document names no usable key: {0}")]
    Key(#[from] BadKey),
    /// The vendor has revoked the license.
    #[error("the vendor has revoked the license of {0}")]
    Revoked(HostId),
    /// The document is another vendor's.
    #[error("the document is of vendor '{found}', the installed pack of '{expected}'")]
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
            Self::Open { source: OpenError::Version { .. }, .. } => code::PACK_VERSION,
            Self::Open { .. } | Self::Pack(_) | Self::Key(_) | Self::Vendor { .. } => code::SIGNATURE_INVALID,
            Self::PackVersion { .. } | Self::PackRevoked(_) => code::PACK_VERSION,
            Self::Revoked(_) => code::LICENSE_REVOKED,
            Self::Expired { .. } => code::HOST_NOT_ACTIVATED,
            Self::NotCovered(_) => code::PRODUCT_NOT_COVERED,
            Self::NotMine(_) => code::NONCE_MISMATCH,
            Self::Clock { .. } => code::CLOCK_SKEW,
        }
    }
}
