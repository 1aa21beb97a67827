//! The authority's decision about a key: which computers it has activated, and whether one more may be.

use crate::{
    code::{self, Code},
    id::HardwareId,
};

/// How many computers one host key activates.
pub const COMPUTERS: usize = 6;
/// How often each of them may be activated: once, and nine times again.
pub const ACTIVATIONS: u32 = 10;

/// How many computers a key activates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// A host key: 6 computers, 10 times each.
    Host,
    /// A MAK: so many computers. The limit may be raised up to the ceiling.
    Multiple {
        /// How many now.
        limit: u32,
        /// How many at most.
        ceiling: u32,
    },
}

/// What the authority has recorded of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyStatus {
    /// It was never issued.
    Unknown,
    /// It was issued and then blocked.
    Blocked,
    /// It is good.
    Issued,
}

/// A computer that a key has activated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computer {
    /// Its hardware.
    pub hardware: HardwareId,
    /// The public key that its last license binds.
    pub host_key: Vec<u8>,
    /// How often it was activated.
    pub activations: u32,
}

/// What to do about a host's request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuotaDecision {
    /// The same computer asks with the same key: it gets the license it already has, and nothing is used up.
    Reissue,
    /// A new license, the `n`th of this computer. With a MAK a computer that is known costs nothing more.
    Issue(u32),
}

/// Decides a request for activation. Computers are told apart by the 48 bits that an installation id carries too, so that
/// one computer is one, online and by telephone.
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
    let known = computers.iter().find(|computer| computer.hardware.short() == hardware.short());
    match (known, limit) {
        (Some(computer), _) if computer.host_key == host_key => Ok(QuotaDecision::Reissue),
        (Some(computer), Limit::Multiple { .. }) => Ok(QuotaDecision::Issue(computer.activations + 1)),
        (Some(computer), Limit::Host) if computer.activations < ACTIVATIONS => {
            Ok(QuotaDecision::Issue(computer.activations + 1))
        }
        (None, Limit::Host) if computers.len() < COMPUTERS => Ok(QuotaDecision::Issue(1)),
        (None, Limit::Multiple { limit, .. }) if computers.len() < limit as usize => Ok(QuotaDecision::Issue(1)),
        (_, Limit::Host) => Err(code::KEY_LIMIT_EXCEEDED),
        (_, Limit::Multiple { limit, ceiling }) if limit < ceiling => Err(code::MAK_LIMIT_EXCEEDED),
        (_, Limit::Multiple { .. }) => Err(code::MAK_CEILING_EXCEEDED),
    }
}
