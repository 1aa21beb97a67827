//! Randomness. Everything above the shell is handed its random bytes, or an [`Entropy`] to draw them from.

use crate::system;
use std::{fmt, sync::Arc};

/// Where random bytes come from. Copies draw from the same source.
#[derive(Clone)]
pub struct Entropy(Arc<Fill>);

/// Fills a buffer with random bytes.
type Fill = dyn Fn(&mut [u8]) + Send + Sync;

impl Entropy {
    /// The operating system's generator.
    pub fn system() -> Self {
        Self(Arc::new(fill))
    }

    /// A generator for a test or a simulation. One that repeats itself makes nonces repeat: nothing real may use it.
    pub fn from_fn(fill: impl Fn(&mut [u8]) + Send + Sync + 'static) -> Self {
        Self(Arc::new(fill))
    }

    /// Fills a buffer with random bytes.
    pub fn fill(&self, buffer: &mut [u8]) {
        (self.0)(buffer);
    }

    /// `N` random bytes.
    pub fn bytes<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }
}

impl fmt::Debug for Entropy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Entropy")
    }
}

/// `N` random bytes of the operating system.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    fill(&mut bytes);
    bytes
}

/// Fills a buffer with random bytes of the operating system. A machine without randomness can sign nothing, so its absence ends the process.
/// They are the kernel's own where it gives them at once: the generator of the cryptography takes 50 ms of processor time to start, which a
/// product that asks one question would have to wait for.
#[expect(clippy::disallowed_methods, reason = "this is the shell's entropy")]
#[expect(clippy::expect_used, reason = "there is no way to go on")]
pub fn fill(buffer: &mut [u8]) {
    if system::entropy::fill(buffer) {
        return;
    }
    aws_lc_rs::rand::fill(buffer).expect("the system's random number generator failed");
}
