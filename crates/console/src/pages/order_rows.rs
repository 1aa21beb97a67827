//! Orders in a list, on the page of all and on that of a customer, with where their customers are.

use super::{code_text::shown_or_dash, time_text::utc};
use crate::{call::Call, issued::IssuedOrder, license_holder::CustomerOrder};
use muster_core::lang::Lang;

/// The page of a customer.
pub(crate) const CUSTOMER: &str = "/customer";

/// An order in a list.
pub(super) struct Row {
    pub(super) href: String,
    pub(super) customer: String,
    /// Where the customer is; empty where there is none.
    pub(super) customer_href: String,
    pub(super) order: String,
    pub(super) issued: String,
    pub(super) keys: u32,
    pub(super) blocked: u32,
    pub(super) computers: u32,
}

/// An order in a list.
pub(super) fn row(call: &Call<'_>, row: &IssuedOrder) -> Row {
    let CustomerOrder { customer, order } = &row.order;
    Row {
        href: call.request.links().to("/order", &[("customer", customer), ("order", order)]),
        customer: shown_or_dash(customer),
        customer_href: customer_href(call, customer),
        order: if row.order.is_none() { without(call.lang()).to_owned() } else { shown_or_dash(order) },
        issued: utc(row.issued),
        keys: row.keys,
        blocked: row.blocked,
        computers: row.computers,
    }
}

/// Where a customer is; empty where there is none.
pub(super) fn customer_href(call: &Call<'_>, customer: &str) -> String {
    if customer.is_empty() { String::new() } else { call.request.links().to(CUSTOMER, &[("name", customer)]) }
}

/// The keys beside which the vendor wrote neither customer nor order.
pub(super) fn without(lang: Lang) -> &'static str {
    lang.pick("Keys without an order", "注文の記録がないキー")
}
