//! Whoever holds the opened root key and the secret that makes product keys: this process, or a signer in a process of its own, which
//! is asked over a socket. What is asked is the same, and no answer holds a byte of either.

mod message;
mod open_secrets;
mod signable;

pub(crate) use message::{SignerAnswer, SignerRequest};
pub(crate) use open_secrets::OpenSecrets;

use crate::error::AuthorityError;

/// Answers what only the holder of the secrets can.
pub(crate) trait SecretHolder: Send + Sync {
    fn ask(&self, request: &SignerRequest) -> Result<SignerAnswer, AuthorityError>;

    /// The secrets themselves, where they are in this process.
    fn opened(&self) -> Option<&OpenSecrets> {
        None
    }
}
