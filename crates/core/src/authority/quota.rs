//! The quota of a key: how many computers it may activate, and how often.

use crate::{
    code::{self, Code},
    id::HardwareId,
};

/// Computers that one host key activates, unless the vendor raises that.
pub const COMPUTERS: u32 = 6;
/// The most that it may be raised to.
pub const COMPUTERS_MAX: u32 = 100;
/// Activations of one computer by one key.
pub const ACTIVATIONS: u32 = 10;

/// The limit of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A host key: this many computers, 10 times each.
    Host {
        /// Computers now.
        limit: u32,
    },
    /// A MAK: this many computers. The limit may be raised up to the ceiling.
    Multiple {
        /// Computers now.
        limit: u32,
        /// The highest limit that may be set.
        ceiling: u32,
    },
}

impl Limit {
    /// That of a host key as it is issued.
    pub const HOST: Self = Self::Host { limit: COMPUTERS };

    /// How many computers the key activates.
    pub fn computers(self) -> usize {
        match self {
            Self::Host { limit } | Self::Multiple { limit, .. } => limit as usize,
        }
    }

    /// The highest limit that may be set.
    pub fn ceiling(self) -> u32 {
        match self {
            Self::Host { limit } => limit.max(COMPUTERS_MAX),
            Self::Multiple { ceiling, .. } => ceiling,
        }
    }

    /// The documented code of a refusal beyond it.
    pub fn exceeded(self) -> Code {
        match self {
            Self::Host { .. } => code::KEY_LIMIT_EXCEEDED,
            Self::Multiple { limit, ceiling } if limit < ceiling => code::MAK_LIMIT_EXCEEDED,
            Self::Multiple { .. } => code::MAK_CEILING_EXCEEDED,
        }
    }
}

/// The status of a key at the authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyStatus {
    /// It was never issued.
    Unknown,
    /// It was blocked after it had been issued.
    Blocked,
    /// It may be used.
    Issued,
}

/// A computer that a key has activated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computer {
    /// Digest of the hardware.
    pub hardware: HardwareId,
    /// The public key that its newest license binds.
    pub host_key: Vec<u8>,
    /// Number of activations.
    pub activations: u32,
    /// Whether its license was revoked.
    pub revoked: bool,
}

/// The decision about a request that is within the quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaDecision {
    /// The same computer asks with the same signing key: it gets its license again, at no cost.
    Reissue,
    /// A new license, the nth of this computer. A known computer takes no further place of the key.
    Issue(u32),
}

/// The computer with this hardware. Computers are told apart by the 48 bits of the digest that an installation id carries, so one
/// computer counts once, online and by telephone.
pub fn known(computers: &[Computer], hardware: [u8; 6]) -> Option<&Computer> {
    computers.iter().find(|computer| computer.hardware.short() == hardware)
}

/// Decides a request. A computer whose license was revoked is refused whatever key it would sign with.
pub fn decide(
    key: &KeyStatus,
    limit: Limit,
    computers: &[Computer],
    hardware: HardwareId,
    host_key: &[u8],
) -> Result<QuotaDecision, Code> {
    match key {
        KeyStatus::Unknown => return Err(code::KEY_UNKNOWN),
        KeyStatus::Blocked => return Err(code::KEY_BLOCKED),
        KeyStatus::Issued => {}
    }
    match known(computers, hardware.short()) {
        Some(computer) if computer.revoked => Err(code::LICENSE_REVOKED),
        Some(computer) if computer.host_key == host_key => Ok(QuotaDecision::Reissue),
        Some(computer) if computer.activations < ACTIVATIONS => Ok(QuotaDecision::Issue(computer.activations + 1)),
        Some(_) => Err(code::KEY_LIMIT_EXCEEDED),
        None if computers.len() < limit.computers() => Ok(QuotaDecision::Issue(1)),
        None => Err(limit.exceeded()),
    }
}
