//! Codes of states, which are no failures (slerror.h, severity bits 01): grace periods, and licenses in force.

use muster_core::code::Code;

/// The license status for which a code stands; none of a code that is no state's.
pub fn status(code: Code) -> Option<u8> {
    Some(match code.0 {
        0x4004_F040 | 0x4004_F401 | 0x4004_FC04 => 1,
        0x4004_F00C | 0x4004_FC05 => 2,
        0x4004_F00D => 3,
        0x4004_F065 | 0x4004_F068 => 4,
        0x4004_FC06 => 6,
        _ => return None,
    })
}
