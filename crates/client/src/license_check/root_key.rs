//! The vendor's root key as a product has it: the key, or the thumbprint of one that is found on the machine.

use crate::error::ClientError;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_proto::jwk::Jwk;
use muster_trust::{error::ChainError, jwk::PublicKey};
use std::str::FromStr;

/// Bytes of a thumbprint.
const DIGEST_LENGTH: usize = 32;

#[derive(Clone, Debug)]
pub(super) enum RootKey {
    Key(PublicKey),
    Thumbprint(String),
}

impl RootKey {
    /// The key; `found` is the one that the machine was installed with, of which only a thumbprint says whether it is the vendor's.
    pub(super) fn resolve(&self, found: &Jwk) -> Result<PublicKey, ChainError> {
        match self {
            Self::Key(key) => Ok(*key),
            Self::Thumbprint(expected) => {
                let key = PublicKey::try_from(found)?;
                if key.thumbprint() == *expected { Ok(key) } else { Err(ChainError::NotMine("vendor")) }
            }
        }
    }
}

impl FromStr for RootKey {
    type Err = ClientError;

    fn from_str(text: &str) -> Result<Self, ClientError> {
        let text = text.trim();
        if URL_SAFE_NO_PAD.decode(text).is_ok_and(|digest| digest.len() == DIGEST_LENGTH) {
            return Ok(Self::Thumbprint(text.to_owned()));
        }
        let key = text.parse().map_err(|problem| ClientError::Root { path: "root key".to_owned(), problem })?;
        Ok(Self::Key(key))
    }
}
