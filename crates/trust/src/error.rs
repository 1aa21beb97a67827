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
    /// The installed license pack has ended, and so has the grace after its end.
    #[error(
        "version {version} of the license pack was in force until {until}, and 30 days longer: install the vendor's newest"
    )]
    PackEnded {
        /// Its version.
        version: u32,
        /// When it ended.
        until: String,
    },
    /// The document is still to come.
    #[error("the {document} is in force from {from}: a clock is wrong")]
    NotYet {
        /// Which one.
        document: &'static str,
        /// From when on.
        from: String,
    },
    /// The activation has no end, and is of a kind that has one.
    #[error("the activation has no end")]
    Endless,
    /// The activation lasts longer than the policy allows.
    #[error("the activation ends at {until}; by the license pack or its license it ends at {latest} at the latest")]
    TooLong {
        /// The end that it states.
        until: String,
        /// The latest end that it may have.
        latest: String,
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
    /// The enrolment file has ended.
    #[error("the enrolment file could be used until {until}: ask the vendor for a new one")]
    EnrolmentEnded {
        /// When it ended.
        until: String,
    },
    /// The enrolment file is of another root key than the one that is trusted here.
    #[error("the enrolment file is of root key {found}; expected is {expected}")]
    OtherRoot {
        /// The thumbprint of the key that the file names or that signed it.
        found: String,
        /// The thumbprint that was given, or those that are trusted here.
        expected: String,
    },
    /// The order is not one to carry out.
    #[error("the order {0}")]
    Order(&'static str),
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
            Self::Endless | Self::TooLong { .. } => code::SIGNATURE_INVALID,
            Self::PackVersion { .. } | Self::PackRevoked(_) | Self::PackEnded { .. } => code::PACK_VERSION,
            Self::Revoked(_) => code::LICENSE_REVOKED,
            Self::Expired { .. } => code::HOST_NOT_ACTIVATED,
            Self::NotCovered(_) => code::PRODUCT_NOT_COVERED,
            Self::EnrolmentEnded { .. } => code::PACK_VERSION,
            Self::OtherRoot { .. } => code::SIGNATURE_INVALID,
            Self::NotMine(_) | Self::Order(_) => code::NONCE_MISMATCH,
            Self::Clock { .. } | Self::NotYet { .. } => code::CLOCK_SKEW,
        }
    }
}
