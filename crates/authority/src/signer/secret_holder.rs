//! Who answers what only the holder of the secrets can.

use super::message::{SignerAnswer, SignerRequest};
use crate::error::AuthorityError;

/// This process, or a socket.
pub(crate) trait SecretHolder: Send + Sync {
    fn ask(&self, request: &SignerRequest) -> Result<SignerAnswer, AuthorityError>;
}
