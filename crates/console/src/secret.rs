//! Random secrets that a browser holds: the store has only their hashes, so a copy of it signs nobody in.

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use muster_platform::entropy::Entropy;
use std::fmt;

/// A secret of `N` random bytes. It is never logged and never stored.
pub struct Secret<const N: usize>([u8; N]);

/// SHA-256 of a secret. A secret is random and long, so one round without a salt is enough.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct SecretHash([u8; 32]);

impl<const N: usize> Secret<N> {
    /// Draws a new one.
    pub fn draw(entropy: &Entropy) -> Self {
        Self(entropy.bytes())
    }

    /// Reads what [`Self::text`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        // Other lengths would not fit, and nothing else is a secret of ours.
        let bytes = HEXLOWER.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// As it stands in a cookie or a link: hexadecimal.
    pub fn text(&self) -> String {
        HEXLOWER.encode(&self.0)
    }

    /// What the store knows of it.
    pub fn hash(&self) -> SecretHash {
        self.hash_for("")
    }

    /// The same of a secret that is good for one use alone: for any other it is another secret.
    pub(crate) fn hash_for(&self, used: &str) -> SecretHash {
        let mut hash = [0; 32];
        hash.copy_from_slice(digest(&SHA256, &[&self.0, used.as_bytes()].concat()).as_ref());
        SecretHash(hash)
    }
}

impl SecretHash {
    /// One that was stored.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretHash")
    }
}
