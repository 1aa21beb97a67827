//! The vendor's root key as a product has it: the key, or the thumbprint of one that is found on the machine.

use crate::error::ClientError;
use muster_proto::jwk::Jwk;
use muster_trust::{
    error::ChainError,
    jwk::{PublicKey, is_thumbprint},
};
use std::str::FromStr;

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
                if key.thumbprint() == *expected { Ok(key) } else { Err(ChainError::NotMine(ChainError::VENDOR)) }
            }
        }
    }
}

impl FromStr for RootKey {
    type Err = ClientError;

    fn from_str(text: &str) -> Result<Self, ClientError> {
        let text = text.trim();
        if is_thumbprint(text) {
            return Ok(Self::Thumbprint(text.to_owned()));
        }
        let key = text.parse().map_err(|problem| ClientError::Root { path: "root key".to_owned(), problem })?;
        Ok(Self::Key(key))
    }
}
