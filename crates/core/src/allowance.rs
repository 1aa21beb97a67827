//! The authority's decision about a host key: which computers it has activated, and whether one more may be.

use crate::{
    code::{self, Code},
    id::HardwareId,
};

/// How many computers one host key activates.
pub const COMPUTERS: usize = 6;
/// How often each of them may be activated: once, and nine times again.
pub const ACTIVATIONS: u32 = 10;

/// What the authority has recorded of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyStanding {
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
pub enum Verdict {
    /// The same computer asks with the same key: it gets the license it already has, and nothing is used up.
    Repeat,
    /// A new license, the `n`th of this computer.
    Issue(u32),
}

/// Decides a host's request for activation.
pub fn decide(
    key: &KeyStanding,
    computers: &[Computer],
    hardware: HardwareId,
    host_key: &[u8],
) -> Result<Verdict, Code> {
    match key {
        KeyStanding::Unknown => return Err(code::KEY_UNKNOWN),
        KeyStanding::Blocked => return Err(code::KEY_BLOCKED),
        KeyStanding::Issued => {}
    }
    match computers.iter().find(|computer| computer.hardware == hardware) {
        Some(computer) if computer.host_key == host_key => Ok(Verdict::Repeat),
        Some(computer) if computer.activations < ACTIVATIONS => Ok(Verdict::Issue(computer.activations + 1)),
        None if computers.len() < COMPUTERS => Ok(Verdict::Issue(1)),
        _ => Err(code::KEY_LIMIT_EXCEEDED),
    }
}
