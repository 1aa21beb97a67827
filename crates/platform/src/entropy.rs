//! The system's randomness. Everything else is handed its random bytes.

/// `N` random bytes.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill(&mut bytes);
    bytes
}

/// Fills a buffer with random bytes. A machine without randomness can sign nothing, so its absence ends the process.
#[expect(clippy::disallowed_methods, reason = "this is the shell's entropy")]
#[expect(clippy::expect_used, reason = "there is no way to go on")]
pub fn fill(buffer: &mut [u8]) {
    aws_lc_rs::rand::fill(buffer).expect("the system's random number generator failed");
}
