//! Product keys: made from a claim and the authority's secret, and checked with it.

use crate::{Authority, AuthorityError};
use aws_lc_rs::hmac;
use muster_core::{
    authority::quota::{KeyStatus, Limit},
    id::HardwareId,
    keys::product_key::{KeyClaim, KeyKind, ProductKey},
    time::Moment,
};

/// A key that was issued.
#[derive(Clone, Debug)]
pub struct IssuedKey {
    /// The key; the customer gets it whole.
    pub key: ProductKey,
    /// When it was issued.
    pub issued: Moment,
    /// When it was blocked, if it was.
    pub blocked: Option<Moment>,
    /// How many computers it has activated.
    pub computers: u32,
    /// How many it activates.
    pub limit: Limit,
}

/// Which keys to issue.
#[derive(Clone, Copy, Debug)]
pub struct KeyOrder {
    /// What for.
    pub kind: KeyKind,
    /// The key group.
    pub group: u16,
    /// How many.
    pub count: u32,
    /// How many computers each activates.
    pub limit: Limit,
}

/// The secret of the MAC in every key.
pub(crate) struct KeySecret(hmac::Key);

impl KeySecret {
    pub(crate) fn new(secret: &[u8]) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret))
    }

    pub(crate) fn from_text(text: &str) -> Result<Self, AuthorityError> {
        const DAMAGED: AuthorityError = AuthorityError::Damaged("the secret of the product keys (key-secret.txt)");
        let (high, low) = text.trim().split_at_checked(32).ok_or(DAMAGED)?;
        let half = |text: &str| text.parse::<HardwareId>().map(|half| *half.as_bytes()).map_err(|_| DAMAGED);
        Ok(Self::new(&[half(high)?, half(low)?].concat()))
    }

    /// 32 bytes that only this authority can make, in two halves.
    pub(crate) fn derive(&self, label: &[u8], claim: &KeyClaim, number: u16) -> [[u8; 16]; 2] {
        let tag = hmac::sign(&self.0, &[label, &claim.mac_input(), &number.to_be_bytes()].concat());
        let mut halves = [[0; 16]; 2];
        halves.iter_mut().flatten().zip(tag.as_ref()).for_each(|(to, from)| *to = *from);
        halves
    }

    /// The key of a claim.
    pub(crate) fn make(&self, claim: KeyClaim) -> ProductKey {
        let tag = hmac::sign(&self.0, &claim.mac_input());
        let mac = tag.as_ref().iter().take(8).fold(0, |mac, byte| mac << 8 | u64::from(*byte));
        ProductKey::new(claim, mac)
    }

    /// What a key claims, if this authority made it.
    pub(crate) fn check(&self, key: &ProductKey) -> Option<KeyClaim> {
        key.claim().filter(|claim| self.make(*claim) == *key)
    }
}

/// 64 hexadecimal digits.
pub(crate) fn to_text(secret: &[u8; 32]) -> String {
    secret.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Authority {
    /// Issues host keys or MAKs of a key group.
    pub fn issue_keys(&self, issue: &KeyOrder, now: Moment) -> Result<Vec<ProductKey>, AuthorityError> {
        let KeyOrder { kind, group, count, limit } = *issue;
        let pack = self.pack()?;
        if pack.group(group).is_none() {
            return Err(AuthorityError::no_group(&pack, group));
        }
        self.store().write(|tx| {
            let first = tx.next_serial(kind, group)?;
            let keys = (first..first + count).map(|serial| self.secret.make(KeyClaim { kind, group, serial }));
            keys.map(|key| tx.add_key(&key, limit, now).map(|()| key)).collect()
        })
    }

    /// Raises the limit of a MAK, up to its ceiling.
    pub fn raise_limit(&self, key: &ProductKey, to: u32) -> Result<Limit, AuthorityError> {
        let none = || AuthorityError::NoKey(format!("{key:?}"));
        let claim = self.secret.check(key).filter(|claim| claim.kind == KeyKind::Multiple).ok_or_else(none)?;
        self.store().write(|tx| match tx.limit(&claim)? {
            Limit::Multiple { ceiling, .. } if to > ceiling => Err(AuthorityError::Ceiling { to, ceiling }),
            Limit::Multiple { limit, ceiling } => {
                let raised = Limit::Multiple { limit: limit.max(to), ceiling };
                tx.set_limit(&claim, limit.max(to))?;
                Ok(raised)
            }
            Limit::Host => Err(none()),
        })
    }

    /// Blocks a key: it activates nothing from now on. What it has activated stays so.
    pub fn block_key(&self, key: &ProductKey, now: Moment) -> Result<(), AuthorityError> {
        let claim = self.secret.check(key);
        let blocked = claim.map(|claim| self.store().write(|tx| tx.block_key(&claim, now))).transpose()?;
        if blocked == Some(true) { Ok(()) } else { Err(AuthorityError::NoKey(format!("{key:?}"))) }
    }

    /// Every key that was issued.
    pub fn keys(&self) -> Result<Vec<IssuedKey>, AuthorityError> {
        let rows = self.store().write(|tx| tx.keys())?;
        let issued = rows.into_iter().map(|row| IssuedKey {
            key: self.secret.make(row.claim),
            issued: row.issued,
            blocked: row.blocked,
            computers: row.computers,
            limit: row.limit,
        });
        Ok(issued.collect())
    }

    /// What a key's record says: whether it is blocked, or that there is none.
    pub(crate) fn standing(blocked: Option<bool>) -> KeyStatus {
        match blocked {
            Some(true) => KeyStatus::Blocked,
            Some(false) => KeyStatus::Issued,
            None => KeyStatus::Unknown,
        }
    }
}
