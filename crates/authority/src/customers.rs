//! Customers for who gives commands at the authority itself, and so sees all key groups: the operators' pages have the same for theirs.

use crate::{authority::Authority, error::AuthorityError, records::Records, store::orders::OrderFilter, store::page};
use muster_console::{
    Contact, ContactChange, Customer, CustomerOrder, IssuedOrder, KeyChanged, KeyRefusal, OrderChange,
};
use muster_core::{authority::key_groups::KeyGroups, time::Moment};

impl Records {
    /// Every order of this customer, else of all that have one, by customer and number.
    pub fn orders(&self, customer: Option<&str>) -> Result<Vec<IssuedOrder>, AuthorityError> {
        let customer = customer.map(str::to_owned);
        let filter = OrderFilter { customer, rows: page::ROWS_MAX, ..OrderFilter::default() };
        self.store().first_orders(&KeyGroups::All, filter, usize::MAX, |order| !order.order.customer.is_empty())
    }

    /// A customer, if it has a key.
    pub fn customer(&self, name: &str) -> Result<Option<Customer>, AuthorityError> {
        self.store().read(|tx| tx.customer(&KeyGroups::All, name))
    }
}

impl Authority {
    /// Changes the contact of a customer for all key groups of its keys.
    pub fn set_contact(
        &self,
        customer: &str,
        change: impl FnOnce(&Contact) -> Contact,
        now: Moment,
    ) -> Result<Result<Contact, KeyRefusal>, AuthorityError> {
        let known = self.store().read(|tx| tx.customer(&KeyGroups::All, customer))?;
        let before = known.ok_or_else(|| AuthorityError::NoCustomer(customer.to_owned()))?.contact;
        let after = change(&before);
        let change = ContactChange { customer: customer.to_owned(), before, after: after.clone() };
        match self.change_contact(&KeyGroups::All, &change, now)? {
            KeyChanged::Done(_) => Ok(Ok(after)),
            KeyChanged::Meanwhile => Err(AuthorityError::ChangedMeanwhile(customer.to_owned())),
            KeyChanged::Refused(refusal) => Ok(Err(refusal)),
        }
    }

    /// Gives all keys of a customer another name, and its contact along with them; of how many. Orders that get the same customer and number become one
    /// only if they may `merge`.
    pub fn rename_customer(
        &self,
        customer: &str,
        name: &str,
        merge: bool,
        now: Moment,
    ) -> Result<Result<u32, KeyRefusal>, AuthorityError> {
        let filter = OrderFilter { customer: Some(customer.to_owned()), rows: 1, ..OrderFilter::default() };
        let first = self.store().read(|tx| tx.orders(&KeyGroups::All, &filter))?.pop().map(|order| order.order);
        let before = first.filter(|_| !customer.is_empty());
        let before = before.ok_or_else(|| AuthorityError::NoCustomer(customer.to_owned()))?;
        let after = CustomerOrder { customer: name.to_owned(), order: before.order.clone() };
        if before == after {
            return Ok(Ok(0));
        }
        let change = OrderChange { before, after, all_orders: true, merge };
        match self.change_order(&KeyGroups::All, &change, now)? {
            KeyChanged::Done(keys) => Ok(Ok(keys)),
            KeyChanged::Meanwhile => Err(AuthorityError::ChangedMeanwhile(customer.to_owned())),
            KeyChanged::Refused(refusal) => Ok(Err(refusal)),
        }
    }
}
