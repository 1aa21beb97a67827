//! Orders: what a host that the machine's own configuration names may have it do.

use crate::{
    anchors::TrustAnchors,
    chain::VerifiedLicense,
    error::ChainError,
    jwk::PublicKey,
    jws::{self, Kind},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::{
    host::request::CLOCK_TOLERANCE,
    id::{Cmid, OrderId},
    lang::Text,
    order::{TERM_MAX, Task},
    time::Moment,
};
use muster_proto::{
    instant::rfc3339,
    order::{Order, SealedKey},
};

/// The context of a sealed product key (`info` of RFC 9180).
pub const SEALING_CONTEXT: &[u8] = b"muster-product-key-1";

const EXPIRED: Text = Text { en: "has expired", ja: "の有効期限が切れています" };
const TOO_LONG: Text =
    Text { en: "has a term of more than 90 days", ja: "の有効期間が 90 日を超えています" };
const UNKNOWN: Text = Text {
    en: "asks for what this Muster cannot do: update Muster",
    ja: "の内容はこの Muster では実行できません。Muster を更新してください",
};

/// What a sealed product key is bound to (`aad` of RFC 9180): it opens in no other order and on no other machine.
pub fn bound_to(order: OrderId, machine: Cmid) -> [u8; 32] {
    let mut bound = [0; 32];
    let (first, second) = bound.split_at_mut(16);
    first.copy_from_slice(order.as_bytes());
    second.copy_from_slice(machine.as_bytes());
    bound
}

/// A sealed product key as an order carries it.
pub fn sealed_key(enc: &[u8], ciphertext: &[u8]) -> SealedKey {
    SealedKey { enc: URL_SAFE_NO_PAD.encode(enc), ct: URL_SAFE_NO_PAD.encode(ciphertext) }
}

/// The encapsulated key and the ciphertext of a sealed product key; `None` if they are not base64url.
pub fn sealed_bytes(key: &SealedKey) -> Option<(Vec<u8>, Vec<u8>)> {
    Some((URL_SAFE_NO_PAD.decode(&key.enc).ok()?, URL_SAFE_NO_PAD.decode(&key.ct).ok()?))
}

/// The machine that an order must be for.
#[derive(Clone, Copy, Debug)]
pub struct OrderedMachine {
    /// Its client machine id.
    pub cmid: Cmid,
    /// Its key.
    pub key: PublicKey,
    /// Its clock.
    pub now: Moment,
}

/// The license of a host that may give orders: one in force that binds the key which the machine's configuration names. That
/// the vendor has licensed a host is not enough: it may be anybody's.
pub fn open_managing_license(
    document: &str,
    thumbprint: &str,
    trust: &TrustAnchors,
    now: Moment,
) -> Result<VerifiedLicense, ChainError> {
    let license = VerifiedLicense::open(document, Kind::HostLicense, trust)?;
    license.in_force(now)?;
    if license.key.thumbprint() == thumbprint { Ok(license) } else { Err(ChainError::NotMine(ChainError::HOST)) }
}

/// Opens an order that the holder of `license` has signed: whether it is for this machine and is to be carried out,
/// [`check_order`] tells.
pub fn open_order(document: &str, license: &VerifiedLicense) -> Result<Order, ChainError> {
    jws::open(document, Kind::Order, &license.key)
        .map_err(|source| ChainError::Open { document: ChainError::ORDER, source })
}

/// What this machine is to do by an order of the holder of `license`.
pub fn check_order(order: &Order, license: &VerifiedLicense, machine: &OrderedMachine) -> Result<Task, ChainError> {
    if order.iss != license.license.sub {
        return Err(ChainError::NotMine(ChainError::HOST));
    }
    if order.sub != machine.cmid {
        return Err(ChainError::NotMine(ChainError::MACHINE));
    }
    if order.aud != machine.key.thumbprint() {
        return Err(ChainError::NotMine(ChainError::MACHINE_KEY));
    }
    check_term(order, machine.now)?;
    order.task().ok_or(ChainError::Order(UNKNOWN))
}

fn check_term(order: &Order, now: Moment) -> Result<(), ChainError> {
    let (from, until) = (Moment::from_unix(order.iat), Moment::from_unix(order.exp));
    if from > now + CLOCK_TOLERANCE {
        return Err(ChainError::NotYet { document: ChainError::ORDER, from: rfc3339(from) });
    }
    if now >= until {
        return Err(ChainError::Order(EXPIRED));
    }
    if until > from + TERM_MAX { Err(ChainError::Order(TOO_LONG)) } else { Ok(()) }
}
