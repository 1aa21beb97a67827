//! Evidence of managed machines, signed by the machine's key.

use crate::{
    chain::check_clock,
    error::ChainError,
    jwk::{PublicKey, SigningKey},
    jws::{self, Kind, SealError, Signer},
};
use aws_lc_rs::digest;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::time::Moment;
use muster_proto::{
    evidence::{EvidenceBody, EvidenceClaims},
    jwk::Jwk,
};
use std::sync::Arc;

/// Signs evidence.
pub fn sign(claims: &EvidenceClaims, key: Arc<SigningKey>) -> Result<EvidenceBody, SealError> {
    let jwk = Jwk::from(key.public());
    Ok(EvidenceBody { version: 1, jwk, evidence: Signer::new(Kind::Evidence, key).seal(claims)? })
}

/// SHA-256 of what evidence says, base64url: a machine remembers by it what it has uploaded.
pub fn digest(gist: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, gist.as_bytes()))
}

/// Opens evidence for the host that `host` is the key of. Whose machine the key is, only the host can know.
pub fn open(body: &EvidenceBody, host: &PublicKey, now: Moment) -> Result<(EvidenceClaims, PublicKey), ChainError> {
    let key = PublicKey::try_from(&body.jwk)?;
    let open = |source| ChainError::Open { document: ChainError::EVIDENCE, source };
    let claims: EvidenceClaims = jws::open(&body.evidence, Kind::Evidence, &key).map_err(open)?;
    if claims.aud != host.thumbprint() {
        return Err(ChainError::NotMine(ChainError::HOST));
    }
    check_clock(Moment::from_unix(claims.iat), now)?;
    Ok((claims, key))
}
