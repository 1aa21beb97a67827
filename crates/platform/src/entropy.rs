//! The system's randomness. Everything else is handed its random bytes.

/// `N` random bytes. A machine without randomness can sign nothing, so its absence ends the process.
#[expect(clippy::disallowed_methods, reason = "this is the shell's entropy")]
#[expect(clippy::expect_used, reason = "there is no way to go on")]
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    aws_lc_rs::rand::fill(&mut bytes).expect("the system's random number generator failed");
    bytes
}
