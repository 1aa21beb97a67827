//! Customers and whom to ask there. A contact is kept for each key group of which the customer has keys.

use super::{
    StoreTransaction,
    sql::{Row, Sql, sql, sql_of_parts, values},
};
use crate::error::AuthorityError;
use muster_console::{Contact, Customer};
use muster_core::{authority::key_groups::KeyGroups, time::Moment};

impl StoreTransaction<'_> {
    /// A customer with keys of these key groups.
    pub(crate) fn customer(&self, groups: &KeyGroups, name: &str) -> Result<Option<Customer>, AuthorityError> {
        let found = self.key_groups_of(groups, name)?;
        if found.is_empty() {
            return Ok(None);
        }
        let contact = self.row(sql!("contact_read.sql"), values![name, &groups.pattern()], contact)?;
        Ok(Some(Customer {
            name: name.to_owned(),
            keys: found.iter().map(|(_, keys)| keys).sum(),
            key_groups: found.iter().map(|(group, _)| *group).collect(),
            contact: contact.unwrap_or_default(),
        }))
    }

    /// The key groups of which a customer has keys, of those that are seen, and how many.
    fn key_groups_of(&self, groups: &KeyGroups, name: &str) -> Result<Vec<(u16, u32)>, AuthorityError> {
        // Without a name it is no customer.
        if name.is_empty() {
            return Ok(Vec::new());
        }
        let row = |row: &Row<'_>| Ok((row.get("key_group")?, row.get("keys")?));
        let Some(groups) = groups.numbers() else {
            return self.rows(key_groups_of_customer(false), values![name], row);
        };
        let mut found = Vec::new();
        for group in groups {
            found.extend(self.rows(key_groups_of_customer(true), values![name, group], row)?);
        }
        Ok(found)
    }

    /// Writes the contact of a customer for each of these key groups of which it has keys; an empty one removes it.
    pub(crate) fn set_contact(
        &self,
        groups: &KeyGroups,
        customer: &str,
        contact: &Contact,
        now: Moment,
    ) -> Result<(), AuthorityError> {
        for (group, _) in self.key_groups_of(groups, customer)? {
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

/// The statement of the key groups of which a customer has keys, of one of them or of all.
pub(super) fn key_groups_of_customer(of_group: bool) -> Sql {
    if of_group {
        sql_of_parts!(
            common "customer_key_groups.sql",
            common "customer_key_groups_one.sql",
            common "customer_key_groups_end.sql",
        )
    } else {
        sql_of_parts!(common "customer_key_groups.sql", common "customer_key_groups_end.sql")
    }
}

/// The contact in a row; empty where there is none.
pub(super) fn contact(row: &Row<'_>) -> Result<Contact, AuthorityError> {
    let text = |column| Ok::<_, AuthorityError>(row.get::<Option<String>>(column)?.unwrap_or_default());
    Ok(Contact { name: text("contact_name")?, mail: text("contact_mail")?, phone: text("contact_phone")? })
}
