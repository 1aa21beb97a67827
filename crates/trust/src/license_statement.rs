//! Statements: what a machine tells a product of its license, signed by the machine's key for one question.

use crate::{
    error::ChainError,
    jwk::{PublicKey, SigningKey},
    jws::{self, Kind, SealError, Signer},
};
use muster_core::id::{ActivationId, Nonce};
use muster_proto::{
    jwk::Jwk,
    license_statement::{LicenseStatement, LicenseStatementBody},
};
use std::sync::Arc;

/// Signs a statement.
pub fn sign(statement: &LicenseStatement, key: SigningKey) -> Result<LicenseStatementBody, SealError> {
    let jwk = Jwk::from(key.public());
    let statement = Signer::new(Kind::LicenseStatement, Arc::new(key)).seal(statement)?;
    Ok(LicenseStatementBody { version: 1, jwk, statement })
}

/// Opens a statement that answers the question with this nonce for this product. Anybody can have made it: it proves no more than the
/// documents in it, and than that whoever holds the key has answered this very question.
pub fn open(
    body: &LicenseStatementBody,
    product: ActivationId,
    nonce: Nonce,
) -> Result<(LicenseStatement, PublicKey), ChainError> {
    let key = PublicKey::try_from(&body.jwk)?;
    let open = |source| ChainError::Open { document: ChainError::LICENSE_STATEMENT, source };
    let statement: LicenseStatement = jws::open(&body.statement, Kind::LicenseStatement, &key).map_err(open)?;
    if statement.nonce != nonce {
        return Err(ChainError::NotMine(ChainError::QUESTION));
    }
    if statement.aud != product {
        return Err(ChainError::NotMine(ChainError::PRODUCT));
    }
    Ok((statement, key))
}
