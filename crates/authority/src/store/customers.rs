//! Customers and whom to ask there. A contact is kept for each key group of which the customer has keys.

use super::{
    StoreTransaction,
    sql::{Row, sql, values},
};
use crate::error::AuthorityError;
use muster_console::{Contact, Customer};
use muster_core::{authority::key_groups::KeyGroups, time::Moment};

impl StoreTransaction<'_> {
    /// A customer with keys of these key groups.
    pub(crate) fn customer(&self, groups: &KeyGroups, name: &str) -> Result<Option<Customer>, AuthorityError> {
        let found = self.row(sql!("customer_read.sql"), values![name, &groups.pattern()], |row| {
            Ok(Customer { name: name.to_owned(), keys: row.get("keys")?, contact: contact(row)? })
        })?;
        Ok(found.filter(|customer| customer.keys > 0))
    }

    /// Writes the contact of a customer for each of these key groups of which it has keys; an empty one removes it.
    pub(crate) fn set_contact(
        &self,
        groups: &KeyGroups,
        customer: &str,
        contact: &Contact,
        now: Moment,
    ) -> Result<(), AuthorityError> {
        let found =
            self.rows(sql!("customer_key_groups.sql"), values![customer, &groups.pattern()], |row| row.at(0))?;
        for group in found {
            let group: u16 = group;
            let Contact { name, mail, phone } = contact;
            if contact.is_empty() {
                self.change(sql!("contact_delete.sql"), values![customer, group])?;
            } else {
                self.change(sql!("contact_upsert.sql"), values![customer, group, name, mail, phone, now.unix()])?;
            }
        }
        Ok(())
    }

    /// Keys of these key groups went from a customer to another: its contact goes along where the other has none, and does not stay where it has no
    /// key any more.
    pub(crate) fn carry_contact(&self, groups: &KeyGroups, from: &str, to: &str) -> Result<(), AuthorityError> {
        let groups = groups.pattern();
        self.change(sql!("contact_carry.sql"), values![from, to, &groups])?;
        self.change(sql!("contact_leave.sql"), values![from, &groups])?;
        Ok(())
    }
}

/// The contact in a row; empty where there is none.
pub(super) fn contact(row: &Row<'_>) -> Result<Contact, AuthorityError> {
    let text = |column| Ok::<_, AuthorityError>(row.get::<Option<String>>(column)?.unwrap_or_default());
    Ok(Contact { name: text("contact_name")?, mail: text("contact_mail")?, phone: text("contact_phone")? })
}
