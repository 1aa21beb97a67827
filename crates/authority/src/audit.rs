//! What is recorded of each act. An entry is written in the transaction of what it records, so it is on disk before the answer is
//! sent.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::Authority,
    error::AuthorityError,
    store::StoreTransaction,
};
use muster_core::{
    authority::audit_budget::{self, AuditDecision},
    code::Code,
    keys::product_key::KeyClaim,
    time::Moment,
};
use std::sync::PoisonError;

/// Who did what was only counted.
const SEVERAL: &str = "several";

impl Authority {
    /// This authority, acting for another: `by` is what the audit log names, the address of a peer or an account.
    pub fn on_behalf_of(&self, by: &str) -> Self {
        Self { by: by.into(), ..self.clone() }
    }

    /// An entry for the log.
    pub(crate) fn entry(&self, action: AuditAction, now: Moment) -> AuditEntry {
        AuditEntry::new(action, &self.by, now)
    }

    /// An entry about a product key.
    pub(crate) fn key_entry(&self, action: AuditAction, claim: &KeyClaim, now: Moment) -> AuditEntry {
        AuditEntry { key: Some(claim.partial()), serial: Some(claim.serial), ..self.entry(action, now) }
    }

    /// Records a refusal or a repeat, which costs whoever asks nothing: beyond so many a minute they are only counted.
    pub(crate) fn record_repeatable(&self, tx: &StoreTransaction<'_>, entry: AuditEntry) -> Result<(), AuthorityError> {
        match self.spend_audit_budget(entry.at) {
            AuditDecision::Count => Ok(()),
            AuditDecision::Record { counted } => record_after(tx, counted, entry),
        }
    }

    /// Records that something was refused, `count` times, and why.
    pub(crate) fn record_refusal(&self, entry: AuditEntry, code: Code, count: u32) -> Result<(), AuthorityError> {
        let entry = AuditEntry { code, count: (count > 1).then_some(count), ..entry };
        match self.spend_audit_budget(entry.at) {
            // A flood of refusals keeps nobody from the store.
            AuditDecision::Count => Ok(()),
            AuditDecision::Record { counted } => self.store().write(|tx| record_after(tx, counted, entry)),
        }
    }

    fn spend_audit_budget(&self, now: Moment) -> AuditDecision {
        let mut budget = self.audit_budget.lock().unwrap_or_else(PoisonError::into_inner);
        let (after, decision) = audit_budget::decide(*budget, now);
        *budget = after;
        decision
    }
}

/// Records an entry after so many that were only counted.
fn record_after(tx: &StoreTransaction<'_>, counted: u32, entry: AuditEntry) -> Result<(), AuthorityError> {
    if counted > 0 {
        tx.add_audit(AuditEntry { count: Some(counted), ..AuditEntry::new(AuditAction::Counted, SEVERAL, entry.at) })?;
    }
    tx.add_audit(entry)
}
