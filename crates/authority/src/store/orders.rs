//! Orders, which are no more than what is written beside keys: their list is put together of the keys, as an index has them.

use super::{
    Store, StoreTransaction,
    customers::contact,
    page,
    sql::{Row, Sql, Value, sql_of_parts, values},
};
use crate::error::AuthorityError;
use muster_console::{CustomerOrder, IssuedOrder};
use muster_core::{authority::key_groups::KeyGroups, time::Moment};
use std::collections::{BTreeMap, btree_map::Entry};

/// Which orders a statement leaves out. What it finds may be too much: whoever asks looks at each.
#[derive(Clone, Default)]
pub(crate) struct OrderFilter {
    /// A pattern of `LIKE`; nothing is left out where it is empty.
    pub(crate) pattern: String,
    pub(crate) customer: Option<String>,
    /// Only those behind this one.
    pub(crate) after: Option<CustomerOrder>,
    /// How many are read at once.
    pub(crate) rows: u32,
}

impl Store {
    /// The first orders of these key groups, at most so many, that a filter and `keep` leave.
    pub(crate) fn first_orders(
        &self,
        groups: &KeyGroups,
        mut filter: OrderFilter,
        limit: usize,
        keep: impl Fn(&IssuedOrder) -> bool,
    ) -> Result<Vec<IssuedOrder>, AuthorityError> {
        page::first(limit, || {
            let orders = self.read(|tx| tx.orders(groups, &filter))?;
            let is_last = orders.len() < filter.rows as usize;
            filter.after = orders.last().map(|order| order.order.clone());
            Ok((orders.into_iter().filter(&keep).collect(), is_last))
        })
    }
}

impl StoreTransaction<'_> {
    /// The first orders of keys of these key groups that a filter leaves, by customer and number. Those of each key group are read by themselves, as
    /// its index has them: nobody waits for what he does not see, nor learns by that how much it is.
    pub(crate) fn orders(&self, groups: &KeyGroups, filter: &OrderFilter) -> Result<Vec<IssuedOrder>, AuthorityError> {
        let Some(numbers) = groups.numbers() else { return self.orders_of(groups, None, filter) };
        let mut found = BTreeMap::new();
        for group in numbers {
            for order in self.orders_of(groups, Some(group), filter)? {
                match found.entry(order.order.clone()) {
                    Entry::Vacant(place) => drop(place.insert(order)),
                    Entry::Occupied(mut place) => add(place.get_mut(), &order),
                }
            }
        }
        Ok(found.into_values().take(filter.rows as usize).collect())
    }

    /// Those of one key group, or of all. The contact is of all that are seen.
    fn orders_of(
        &self,
        groups: &KeyGroups,
        group: Option<u16>,
        filter: &OrderFilter,
    ) -> Result<Vec<IssuedOrder>, AuthorityError> {
        let OrderFilter { pattern, customer, after, rows } = filter;
        let is_first = after.is_none();
        let from = match customer {
            Some(customer) => {
                let order = after.clone().map(|after| after.order).unwrap_or_default();
                CustomerOrder { customer: customer.clone(), order }
            }
            None => after.clone().unwrap_or_default(),
        };
        let seen = groups.pattern();
        let values = values![pattern, &from.customer, &from.order, u8::from(is_first), &seen, *rows];
        let values = [&values[..], &group.map(Value::from).into_iter().collect::<Vec<_>>()].concat();
        self.rows(order_list(customer.is_some(), group.is_some()), &values, order_row)
    }
}

/// The statement of a list of orders, of one customer or of all, of one key group or of all.
pub(super) fn order_list(of_customer: bool, of_group: bool) -> Sql {
    macro_rules! list {
        ($($whose:ident $file:literal),+) => {
            sql_of_parts!(own "order_list_begin.sql", $($whose $file),+, own "order_list_end.sql")
        };
    }
    match (of_customer, of_group) {
        (false, false) => list!(own "order_list_all.sql"),
        (true, false) => list!(common "order_list_customer.sql"),
        (false, true) => list!(own "order_list_all.sql", common "order_list_group.sql"),
        (true, true) => list!(common "order_list_customer.sql", common "order_list_group.sql"),
    }
}

/// Adds what another key group has of the same order.
fn add(sum: &mut IssuedOrder, order: &IssuedOrder) {
    sum.keys += order.keys;
    sum.blocked += order.blocked;
    sum.computers += order.computers;
    sum.issued = sum.issued.min(order.issued);
}

fn order_row(row: &Row<'_>) -> Result<IssuedOrder, AuthorityError> {
    Ok(IssuedOrder {
        order: CustomerOrder { customer: row.get("customer")?, order: row.get("order_number")? },
        keys: row.get("keys")?,
        blocked: row.get("blocked")?,
        computers: row.get("computers")?,
        issued: Moment::from_unix(row.get("issued")?),
        contact: contact(row)?,
    })
}
