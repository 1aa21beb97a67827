//! What else an authority has issued, as pages show it: license packs, and the orders that keys were issued for.

use crate::{customer::Contact, license_holder::CustomerOrder};
use muster_core::time::Moment;

/// A version of the license pack.
#[derive(Clone, Debug)]
pub struct IssuedPack {
    /// Its number.
    pub version: u32,
    /// When it was recorded.
    pub issued: Moment,
    /// Whether it was signed: without that, nobody ever got it.
    pub signed: bool,
    /// When it was withdrawn, if it was.
    pub withdrawn: Option<Moment>,
    /// What it says; none for one from before that was recorded.
    pub content: Option<PackContent>,
    /// How many holders of licenses had it when they asked last.
    pub holders: u32,
}

/// What a pack says.
#[derive(Clone, Debug)]
pub struct PackContent {
    /// When it ends.
    pub until: Moment,
    /// How many products it has.
    pub products: usize,
    /// How many key groups it has.
    pub key_groups: usize,
    /// How many licenses it revokes.
    pub revoked: usize,
}

/// An order, and what became of its keys.
#[derive(Clone, Debug)]
pub struct IssuedOrder {
    /// The order; both texts are empty for keys that nobody wrote anything beside.
    pub order: CustomerOrder,
    /// Its keys.
    pub keys: u32,
    /// How many of them are blocked.
    pub blocked: u32,
    /// What they have activated.
    pub computers: u32,
    /// When the first key was issued.
    pub issued: Moment,
    /// The contact of the customer.
    pub contact: Contact,
}

/// Which orders a page shows, in the order of customers and numbers.
#[derive(Clone, Debug)]
pub struct OrderQuery {
    /// A part of customer, number or contact; empty for all.
    pub search: String,
    /// Of this customer alone.
    pub customer: Option<String>,
    /// Only those behind this one.
    pub after: Option<CustomerOrder>,
    /// At most so many.
    pub limit: usize,
}

/// What stands between customer and number in an address: neither holds anything that nobody sees.
const BETWEEN: char = '\t';

impl OrderQuery {
    /// Whether an order is one of those that it asks for.
    pub fn finds(&self, IssuedOrder { order, contact, .. }: &IssuedOrder) -> bool {
        let (search, part) = (self.search.trim().to_lowercase(), |text: &str| text.to_lowercase());
        let found = search.is_empty()
            || [&order.customer, &order.order].iter().any(|text| part(text).contains(&search))
            || contact.is_found(&search);
        let of_customer = self.customer.as_ref().is_none_or(|customer| order.customer == *customer);
        found && of_customer && self.after.as_ref().is_none_or(|after| order > after)
    }
}

impl CustomerOrder {
    /// As it stands in an address.
    pub fn text(&self) -> String {
        format!("{}{BETWEEN}{}", self.customer, self.order)
    }

    /// Reads what [`Self::text`] wrote; a text without the separator is a customer's.
    pub fn parse(text: &str) -> Self {
        let (customer, order) = text.split_once(BETWEEN).unwrap_or((text, ""));
        Self { customer: customer.to_owned(), order: order.to_owned() }
    }
}
