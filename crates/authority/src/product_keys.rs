//! Product keys: issued, listed, blocked.

use crate::{
    audit_chain::{AuditAction, AuditEntry},
    authority::Authority,
    error::AuthorityError,
};
use muster_core::{
    authority::quota::Limit,
    keys::{
        product_key::{KeyClaim, KeyKind, ProductKey},
        serial::{SerialsLeft, draw_serials},
    },
    time::Moment,
};
use muster_platform::entropy;

/// A key that was issued.
#[derive(Clone, Debug)]
pub struct IssuedKey {
    /// What the key is for. The whole key is shown once, when it is issued.
    pub claim: KeyClaim,
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

impl Authority {
    /// Issues host keys or MAKs of a key group.
    pub fn issue_keys(&self, issue: &KeyOrder, now: Moment) -> Result<Vec<ProductKey>, AuthorityError> {
        let KeyOrder { kind, group, count, limit } = *issue;
        let pack = self.pack()?;
        if pack.group(group).is_none() {
            return Err(AuthorityError::no_group(&pack, group));
        }
        self.issue(|tx| {
            let random = || u64::from_be_bytes(entropy::bytes());
            let serials = draw_serials(self.secret.epoch()?.tag, &tx.serials(kind, group)?, count, random);
            let serials = serials.map_err(|SerialsLeft(left)| AuthorityError::Serials { group, left })?;
            let key = |serial| {
                let claim = KeyClaim::new(kind, group, serial).and_then(|claim| self.secret.make(claim));
                let key = claim.ok_or_else(|| AuthorityError::no_group(&pack, group))?;
                tx.add_key(&key, limit, now)?;
                tx.add_audit(self.key_entry(AuditAction::Issue, &key.claim(), now))?;
                Ok(key)
            };
            serials.into_iter().map(key).collect()
        })
    }

    /// Raises the limit of a MAK, up to its ceiling.
    pub fn raise_limit(&self, key: &ProductKey, to: u32, now: Moment) -> Result<Limit, AuthorityError> {
        let none = || AuthorityError::NoKey(format!("{key:?}"));
        let claim = self.secret.check(key).filter(|claim| claim.kind == KeyKind::Multiple).ok_or_else(none)?;
        self.store().write(|tx| match tx.limit(&claim)? {
            Limit::Multiple { ceiling, .. } if to > ceiling => Err(AuthorityError::Ceiling { to, ceiling }),
            Limit::Multiple { limit, ceiling } => {
                let raised = Limit::Multiple { limit: limit.max(to), ceiling };
                tx.set_limit(&claim, limit.max(to))?;
                let detail = Some(format!("limit {}", limit.max(to)));
                tx.add_audit(AuditEntry { detail, ..self.key_entry(AuditAction::Raise, &claim, now) })?;
                Ok(raised)
            }
            Limit::Host => Err(none()),
        })
    }

    /// Blocks a key: it activates nothing from now on. What it has activated stays so.
    pub fn block_key(&self, key: &ProductKey, now: Moment) -> Result<(), AuthorityError> {
        let none = || AuthorityError::NoKey(format!("{key:?}"));
        let claim = self.secret.check(key).ok_or_else(none)?;
        self.store().write(|tx| {
            if !tx.block_key(&claim, now)? {
                return Err(none());
            }
            tx.add_audit(self.key_entry(AuditAction::Block, &claim, now))
        })
    }

    /// The whole key of a claim, if it is of this authority.
    pub fn product_key(&self, claim: &KeyClaim) -> Option<ProductKey> {
        self.secret.make(*claim)
    }

    /// Every key that was issued.
    pub fn keys(&self) -> Result<Vec<IssuedKey>, AuthorityError> {
        let rows = self.store().read(|tx| tx.keys())?;
        let issued = rows.into_iter().map(|row| IssuedKey {
            claim: row.claim,
            issued: row.issued,
            blocked: row.blocked,
            computers: row.computers,
            limit: row.limit,
        });
        Ok(issued.collect())
    }
}
