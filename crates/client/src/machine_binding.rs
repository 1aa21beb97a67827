//! Binds the machine's key to what it is activated with: every nonce that leaves this machine is made of the key, so whoever answers
//! signs it, without knowing.

use crate::error::ClientError;
use muster_core::id::Nonce;
use muster_platform::entropy::Entropy;
use muster_trust::{
    error::ChainError,
    jwk::{PublicKey, SigningKey},
    machine_key,
};

/// What makes a nonce of the machine's key.
pub(crate) type Salt = [u8; 16];

/// Draws nonces that bind a machine's key.
#[derive(Clone, Copy)]
pub(crate) struct BoundNonces<'e> {
    pub(crate) key: PublicKey,
    pub(crate) entropy: &'e Entropy,
}

impl BoundNonces<'_> {
    /// A nonce, never the same again, and what made it.
    pub(crate) fn draw(&self) -> (Nonce, Salt) {
        let salt = self.entropy.bytes();
        (machine_key::bound_nonce(&self.key, &salt), salt)
    }
}

/// The machine's key, of the secret that authenticates its state.
pub(crate) fn signing_key(secret: &[u8]) -> Result<SigningKey, ClientError> {
    Ok(machine_key::signing_key(secret).map_err(ChainError::Key)?)
}
