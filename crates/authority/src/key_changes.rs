//! What the operators' pages change of keys that were issued, unless somebody else has changed the same meanwhile.

use crate::{
    audit_entry::{AuditAction, AuditEntry},
    authority::Authority,
    console_issued,
    error::AuthorityError,
    key_details::KeyDetails,
    key_terms::KeyTermsChange,
};
use muster_console::{ContactChange, CustomerOrder, KeyChange, KeyChanged, KeyPart, KeyRefusal, KeyWords, OrderChange};
use muster_core::{authority::key_groups::KeyGroups, time::Moment};

impl Authority {
    /// Changes a part of a key of these key groups.
    pub(crate) fn change_key(
        &self,
        groups: &KeyGroups,
        change: &KeyChange,
        now: Moment,
    ) -> Result<KeyChanged, AuthorityError> {
        self.store().write(|tx| {
            let Some(key) = tx.key(groups, &change.claim)?.map(|key| console_issued::row(key, None)) else {
                return Err(AuthorityError::no_key(&change.claim));
            };
            if change.before != change.after.now(&key) {
                return Ok(KeyChanged::Meanwhile);
            }
            if let Some(refusal) = change.refusal(&key, now) {
                return Ok(KeyChanged::Refused(refusal));
            }
            if change.before == change.after {
                return Ok(KeyChanged::Done(0));
            }
            match &change.after {
                KeyPart::End(ends) => {
                    let terms = KeyTermsChange { ends: Some(*ends), ..KeyTermsChange::default() };
                    self.change_key_terms_in(tx, &change.claim, &terms, now)?;
                }
                KeyPart::Limit(limit) => drop(self.raise_limit_in(tx, &change.claim, *limit, now)?),
                KeyPart::Words(words) => {
                    self.edit_key_in(tx, &change.claim, &details(words), now)?;
                    if key.customer != words.customer {
                        tx.carry_contact(groups, &key.customer, &words.customer)?;
                    }
                }
            }
            Ok(KeyChanged::Done(1))
        })
    }

    /// Gives the keys of these key groups of an order another customer and number.
    pub(crate) fn change_order(
        &self,
        groups: &KeyGroups,
        change: &OrderChange,
        now: Moment,
    ) -> Result<KeyChanged, AuthorityError> {
        if let Some(refusal) = change.refusal() {
            return Ok(KeyChanged::Refused(refusal));
        }
        let OrderChange { before, after, all_orders, merge } = change;
        let others = *all_orders && !before.customer.is_empty() && before.customer != after.customer;
        self.store().write(|tx| {
            let meets = tx.has_order(groups, after)? || others && tx.others_meet(groups, before, after)?;
            if !merge && meets && tx.has_order(groups, before)? {
                return Ok(KeyChanged::Refused(KeyRefusal::Merge));
            }
            let keys = tx.rename_order(groups, before, after)?;
            if keys == 0 {
                return Ok(KeyChanged::Meanwhile);
            }
            let keys = keys + if others { tx.rename_customer(groups, &before.customer, &after.customer)? } else { 0 };
            if before.customer != after.customer {
                tx.carry_contact(groups, &before.customer, &after.customer)?;
            }
            let detail = Some(format!("{}; before: {}; keys: {keys}", written(after), written(before)));
            tx.add_audit(AuditEntry { detail, ..self.entry(AuditAction::Edit, now) })?;
            Ok(KeyChanged::Done(keys))
        })
    }
}

impl Authority {
    /// Changes the contact of a customer for these key groups.
    pub(crate) fn change_contact(
        &self,
        groups: &KeyGroups,
        change: &ContactChange,
        now: Moment,
    ) -> Result<KeyChanged, AuthorityError> {
        if let Some(refusal) = change.refusal() {
            return Ok(KeyChanged::Refused(refusal));
        }
        let ContactChange { customer, before, after } = change;
        self.store().write(|tx| {
            let found = tx.customer(groups, customer)?;
            let Some(known) = found.filter(|known| known.contact == *before) else { return Ok(KeyChanged::Meanwhile) };
            if before == after {
                return Ok(KeyChanged::Done(0));
            }
            tx.set_contact(groups, customer, after, now)?;
            let detail = Some(format!("contact of {customer:?}: {}; before: {}", after.text(), before.text()));
            tx.add_audit(AuditEntry { detail, ..self.entry(AuditAction::Edit, now) })?;
            Ok(KeyChanged::Done(known.keys))
        })
    }
}

/// All of it: an empty text removes what was there.
fn details(KeyWords { customer, order, note }: &KeyWords) -> KeyDetails {
    KeyDetails { customer: Some(customer.clone()), order: Some(order.clone()), note: Some(note.clone()) }
}

fn written(CustomerOrder { customer, order }: &CustomerOrder) -> String {
    format!("customer {customer:?}, order {order:?}")
}
