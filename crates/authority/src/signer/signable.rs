//! What the root key signs: documents of six kinds, whose claims are understood whole. Nothing else gets a signature, whoever asks.

use crate::error::AuthorityError;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_proto::{enrolment::Enrolment, issuance_license::IssuanceLicense, license::License, pack::PackClaims};
use muster_trust::{
    jwk::PublicKey,
    jws::{Kind, header},
};
use serde::{Serialize, de::DeserializeOwned};

/// The kinds of documents that an authority signs.
const KINDS: [Kind; 6] =
    [Kind::HostLicense, Kind::DirectoryLicense, Kind::MakLicense, Kind::Pack, Kind::IssuanceLicense, Kind::Enrolment];

/// The kind of the document that `input` is the signed part of, if `root` may sign it.
pub(super) fn kind_of(input: &str, root: &PublicKey) -> Result<Kind, AuthorityError> {
    const FORM: AuthorityError = AuthorityError::SignerRequest("header and claims of a document, in base64url");
    let (head, claims) = input.split_once('.').ok_or(FORM)?;
    let Some(kind) = KINDS.into_iter().find(|kind| header(*kind, root) == head) else {
        let json = URL_SAFE_NO_PAD.decode(head).map_err(|_| FORM)?;
        let found: serde_json::Value = serde_json::from_slice(&json).map_err(|_| FORM)?;
        let is_own = found.get("kid").and_then(|kid| kid.as_str()) == Some(&root.thumbprint());
        return Err(if is_own { AuthorityError::NotSigned } else { AuthorityError::OtherRoot });
    };
    let claims = URL_SAFE_NO_PAD.decode(claims).map_err(|_| FORM)?;
    let understood = match kind {
        Kind::Pack => is_understood::<PackClaims>(kind, &claims),
        Kind::IssuanceLicense => is_understood::<IssuanceLicense>(kind, &claims),
        Kind::Enrolment => is_understood::<Enrolment>(kind, &claims),
        _ => is_understood::<License>(kind, &claims),
    };
    if understood { Ok(kind) } else { Err(AuthorityError::NotUnderstood(kind.typ())) }
}

/// The type and the subject of a document: its holder, or none.
pub(super) fn described(input: &str) -> (&'static str, Option<String>) {
    let kind = KINDS.into_iter().find(|kind| kind.is_of(input)).map_or("", Kind::typ);
    let claims = input.split_once('.').and_then(|(_, claims)| URL_SAFE_NO_PAD.decode(claims).ok());
    let claims: Option<serde_json::Value> = claims.and_then(|json| serde_json::from_slice(&json).ok());
    let text = |name| claims.as_ref()?.get(name)?.as_str().map(str::to_owned);
    (kind, text("sub"))
}

/// Whether claims are of the version that this Muster writes, and hold nothing that it would not write.
fn is_understood<T: Serialize + DeserializeOwned>(kind: Kind, claims: &[u8]) -> bool {
    let version = serde_json::from_slice::<serde_json::Value>(claims).ok().and_then(|all| all.get("ver")?.as_u64());
    let same = || {
        serde_json::from_slice::<T>(claims)
            .is_ok_and(|read| serde_json::to_vec(&read).is_ok_and(|again| again == claims))
    };
    version == Some(kind.version().into()) && same()
}
