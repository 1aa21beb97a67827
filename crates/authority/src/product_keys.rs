//! Product keys: issued, listed, blocked.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::Authority,
    error::AuthorityError,
    issued_key::IssuedKey,
    key_details::KeyDetails,
    key_terms::KeyTerms,
    store::{Store, StoreTransaction},
};
use muster_core::{
    authority::quota::{KeyStatus, Limit},
    keys::{
        product_key::{KeyClaim, KeyKind, MASK, ProductKey},
        serial::{SerialsLeft, draw_serials},
    },
    sentence::Sentence,
    time::Moment,
};
use muster_platform::entropy;

/// What is longer is a whole key, and no serial.
const SHORT_MAX: usize = 10;

/// Which keys to issue.
#[derive(Clone, Debug)]
pub struct KeyOrder {
    /// What for.
    pub kind: KeyKind,
    /// The key group.
    pub group: u16,
    /// How many.
    pub count: u32,
    /// How many computers each activates.
    pub limit: Limit,
    /// For whom.
    pub details: KeyDetails,
    /// What each allows and until when.
    pub terms: KeyTerms,
}

impl Authority {
    /// Issues host keys or MAKs of a key group.
    pub fn issue_keys(&self, issue: &KeyOrder, now: Moment) -> Result<Vec<ProductKey>, AuthorityError> {
        let KeyOrder { kind, group, count, ref details, ref terms, .. } = *issue;
        details.check()?;
        terms.check(now)?;
        let detail = [details.audit_detail(), terms.audit_detail()].into_iter().flatten().reduce(|a, b| a + "; " + &b);
        let pack = self.pack()?;
        if pack.group(group).is_none() {
            return Err(AuthorityError::no_group(&pack, group));
        }
        self.issue(|tx| {
            let random = || u64::from_be_bytes(entropy::bytes());
            let serials = draw_serials(self.secrets.epoch()?.tag, &tx.serials(kind, group)?, count, random);
            let serials = serials.map_err(|SerialsLeft(left)| AuthorityError::Serials { group, left })?;
            let claim =
                |serial| KeyClaim::new(kind, group, serial).ok_or_else(|| AuthorityError::no_group(&pack, group));
            let keys = self.secrets.make_keys(&serials.into_iter().map(claim).collect::<Result<Vec<_>, _>>()?)?;
            for key in &keys {
                tx.add_key(key, issue, now)?;
                let entry = self.key_entry(AuditAction::Issue, &key.claim(), now);
                tx.add_audit(AuditEntry { detail: detail.clone(), ..entry })?;
            }
            Ok(keys)
        })
    }

    /// Raises the limit of a host key or a MAK, up to its ceiling.
    pub fn raise_limit(&self, claim: &KeyClaim, to: u32, now: Moment) -> Result<Limit, AuthorityError> {
        self.store().write(|tx| self.raise_limit_in(tx, claim, to, now))
    }

    pub(crate) fn raise_limit_in(
        &self,
        tx: &StoreTransaction<'_>,
        claim: &KeyClaim,
        to: u32,
        now: Moment,
    ) -> Result<Limit, AuthorityError> {
        if claim.kind == KeyKind::Setup {
            return Err(AuthorityError::NoLimit(claim.masked()));
        }
        let before = tx.key_state(claim)?;
        if before.status == KeyStatus::Unknown {
            return Err(AuthorityError::no_key(claim));
        }
        let ceiling = before.limit.ceiling();
        let raised = match before.limit {
            _ if to > ceiling => return Err(AuthorityError::Ceiling { to, ceiling }),
            Limit::Host { limit } => Limit::Host { limit: limit.max(to) },
            Limit::Multiple { limit, ceiling } => Limit::Multiple { limit: limit.max(to), ceiling },
        };
        tx.set_limit(claim, raised)?;
        let detail = Some(format!("limit {}", raised.computers()));
        tx.add_audit(AuditEntry { detail, ..self.key_entry(AuditAction::Raise, claim, now) })?;
        Ok(raised)
    }

    /// Blocks a key: it activates nothing from now on. What it has activated stays so.
    pub fn block_key(&self, claim: &KeyClaim, now: Moment) -> Result<(), AuthorityError> {
        self.store().write(|tx| {
            if !tx.block_key(claim, now)? {
                return Err(AuthorityError::no_key(claim));
            }
            tx.add_audit(self.key_entry(AuditAction::Block, claim, now))
        })
    }

    /// Lifts the block of a key: it activates again from now on.
    pub fn unblock_key(&self, claim: &KeyClaim, now: Moment) -> Result<(), AuthorityError> {
        self.store().write(|tx| {
            if !tx.unblock_key(claim)? {
                return Err(AuthorityError::NotBlocked(claim.masked()));
            }
            tx.add_audit(self.key_entry(AuditAction::Unblock, claim, now))
        })
    }

    /// Changes what is written beside a key.
    pub fn edit_key(&self, claim: &KeyClaim, details: &KeyDetails, now: Moment) -> Result<(), AuthorityError> {
        details.check()?;
        if details == &KeyDetails::default() {
            return Err(AuthorityError::NoDetail);
        }
        self.store().write(|tx| self.edit_key_in(tx, claim, details, now))
    }

    pub(crate) fn edit_key_in(
        &self,
        tx: &StoreTransaction<'_>,
        claim: &KeyClaim,
        details: &KeyDetails,
        now: Moment,
    ) -> Result<(), AuthorityError> {
        if !tx.edit_key(claim, details)? {
            return Err(AuthorityError::no_key(claim));
        }
        let entry = self.key_entry(AuditAction::Edit, claim, now);
        tx.add_audit(AuditEntry { detail: details.audit_detail(), ..entry })
    }

    /// The key that somebody names by its last five characters, also as lists mask it, or by its serial.
    ///
    /// # Errors
    /// [`AuthorityError::WholeKey`] for a longer name, which is not repeated; [`AuthorityError::NoKey`], [`AuthorityError::SeveralKeys`].
    pub fn find_key(&self, name: &str) -> Result<KeyClaim, AuthorityError> {
        let name = name.trim();
        let name = name.strip_prefix(MASK).unwrap_or(name);
        if name.chars().count() > SHORT_MAX {
            return Err(AuthorityError::WholeKey);
        }
        let mut named = self.keys()?;
        named.retain(|key| key.is_named(name));
        match named.as_slice() {
            [key] => Ok(key.claim),
            [] => Err(AuthorityError::NoKey(Sentence::foreign(name))),
            several => {
                let keys = several.iter().map(|key| format!("{} (serial {})", key.claim.masked(), key.claim.serial));
                Err(AuthorityError::SeveralKeys { name: name.to_owned(), keys: keys.collect() })
            }
        }
    }

    /// The whole key of a claim, if it is of this authority.
    pub fn product_key(&self, claim: &KeyClaim) -> Result<ProductKey, AuthorityError> {
        let made = self.secrets.make_keys(&[*claim])?;
        made.first().copied().ok_or_else(|| AuthorityError::no_key(claim))
    }

    /// Every key that was issued.
    pub fn keys(&self) -> Result<Vec<IssuedKey>, AuthorityError> {
        list(self.store())
    }
}

pub(crate) fn list(store: &Store) -> Result<Vec<IssuedKey>, AuthorityError> {
    store.read(|tx| tx.keys())
}
