//! What a key allows and until when: it stands, with what its key group says, in every license of the key.

use crate::{authority::Authority, error::AuthorityError, store::StoreTransaction};
use muster_core::{
    authority::quota::KeyStatus,
    features::Features,
    keys::product_key::KeyClaim,
    pack::KeyGroup,
    time::{Moment, Span},
};
use muster_proto::instant;

/// The most days that a key lasts from its first activation.
pub const DAYS_MAX: u32 = 3_650;

/// What a key allows and until when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyTerms {
    /// Features, over those of the key group.
    pub features: Features,
    /// When it ends.
    pub ends: Option<Moment>,
    /// How many days it lasts from its first activation, which sets [`ends`](Self::ends).
    pub days: Option<u32>,
}

/// What is changed of the terms of a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeyTermsChange {
    /// Features that are added or replaced.
    pub features: Features,
    /// The new end: none removes it.
    pub ends: Option<Option<Moment>>,
}

impl KeyTerms {
    /// Whether a key of this group activates nothing any more.
    pub(crate) fn ended(&self, group: Option<&KeyGroup>, now: Moment) -> bool {
        self.end(group).is_some_and(|ends| ends <= now)
    }

    /// What a license by a key of this group allows, and when it ends at the latest.
    pub(crate) fn of_license(&self, group: Option<&KeyGroup>) -> (Features, Option<i64>) {
        let features = group.map_or_else(|| self.features.clone(), |group| self.features.over(&group.features));
        (features, self.end(group).map(Moment::unix))
    }

    fn end(&self, group: Option<&KeyGroup>) -> Option<Moment> {
        self.ends.or(group.and_then(|group| group.ends))
    }

    /// The terms at the first activation, which a trial begins with.
    pub(crate) fn begin(
        self,
        tx: &StoreTransaction<'_>,
        claim: &KeyClaim,
        now: Moment,
    ) -> Result<Self, AuthorityError> {
        let (Some(days), None) = (self.days, self.ends) else { return Ok(self) };
        let begun = Self { ends: Some(now + Span::days(days)), ..self };
        tx.set_key_terms(claim, &begun)?;
        Ok(begun)
    }

    /// Whether a key can be issued with them.
    pub(crate) fn check(&self, now: Moment) -> Result<(), AuthorityError> {
        match (self.days, self.ends) {
            (None, ends) if ends.is_none_or(|ends| ends > now) => Ok(()),
            (Some(1..=DAYS_MAX), None) => Ok(()),
            _ => Err(AuthorityError::KeyDays),
        }
    }

    /// For the audit log: `features export, seats=50; ends 2027-01-01T00:00:00Z`.
    pub(crate) fn audit_detail(&self) -> Option<String> {
        let features = (!self.features.is_empty()).then(|| format!("features {}", self.features));
        let ends = self.ends.map(|ends| format!("ends {}", instant::rfc3339(ends)));
        let days = self.days.map(|days| format!("days {days}"));
        let fields: Vec<String> = [features, ends, days].into_iter().flatten().collect();
        (!fields.is_empty()).then(|| fields.join("; "))
    }
}

impl Authority {
    /// Changes the terms of a key. Licenses that are issued or renewed after it have the new ones.
    pub fn change_key_terms(
        &self,
        claim: &KeyClaim,
        change: &KeyTermsChange,
        now: Moment,
    ) -> Result<(), AuthorityError> {
        self.store().write(|tx| self.change_key_terms_in(tx, claim, change, now))
    }

    pub(crate) fn change_key_terms_in(
        &self,
        tx: &StoreTransaction<'_>,
        claim: &KeyClaim,
        change: &KeyTermsChange,
        now: Moment,
    ) -> Result<(), AuthorityError> {
        if change.ends.flatten().is_some_and(|ends| ends <= now) {
            return Err(AuthorityError::KeyDays);
        }
        let before = tx.key_state(claim)?;
        if before.status == KeyStatus::Unknown {
            return Err(AuthorityError::no_key(claim));
        }
        let before = before.terms;
        let features = change.features.over(&before.features).limited()?;
        let terms = match change.ends {
            // A trial that is given an end, or none, is none any more.
            Some(ends) => KeyTerms { features, ends, days: None },
            None => KeyTerms { features, ..before },
        };
        tx.set_key_terms(claim, &terms)?;
        let entry = self.key_entry(crate::AuditAction::Edit, claim, now);
        let detail = terms.audit_detail().unwrap_or_else(|| "no end".to_owned());
        tx.add_audit(crate::AuditEntry { detail: Some(detail), ..entry })
    }
}
