//! Contacts: what the agent of a managed machine tells its host, signed by the machine's key.

use crate::{
    chain::check_clock,
    error::ChainError,
    jwk::{PublicKey, SigningKey},
    jws::{self, Kind, SealError, Signer},
};
use muster_core::{lang::Text, time::Moment};
use muster_proto::{
    jwk::Jwk,
    order::{Contact, ContactBody, ORDERS_MAX},
};
use std::sync::Arc;

const TOO_MANY: Text = Text {
    en: "outcomes or installation ids are more than a contact may hold",
    ja: "の結果またはインストール ID の数が、1 回の通信の上限を超えています",
};

/// Signs a contact.
pub fn sign(contact: &Contact, key: Arc<SigningKey>) -> Result<ContactBody, SealError> {
    let jwk = Jwk::from(key.public());
    Ok(ContactBody { version: 1, jwk, contact: Signer::new(Kind::Contact, key).seal(contact)? })
}

/// Opens a contact with the host that `host` is the key of. Whose machine the key is, only the host can know: it was the first
/// to announce itself with this id.
pub fn open(body: &ContactBody, host: &PublicKey, now: Moment) -> Result<(Contact, PublicKey), ChainError> {
    let key = PublicKey::try_from(&body.jwk)?;
    let open = |source| ChainError::Open { document: ChainError::CONTACT, source };
    let contact: Contact = jws::open(&body.contact, Kind::Contact, &key).map_err(open)?;
    if contact.aud != host.thumbprint() {
        return Err(ChainError::NotMine(ChainError::HOST));
    }
    check_clock(Moment::from_unix(contact.iat), now)?;
    if contact.outcomes.len() > ORDERS_MAX || contact.installation_ids.len() > ORDERS_MAX {
        return Err(ChainError::Order(TOO_MANY));
    }
    Ok((contact, key))
}
