//! The list of machines in groups: how many are in each, the first of them, and where the rest are.

use super::{
    machine_table::{self, Row},
    product_name::named_product,
};
use crate::{
    call::{Call, PageError},
    machine::MachineState,
    machine_address::MachineList,
    machine_columns::MachineGroup,
    machine_query::MachineQuery,
    view::{ProductCounts, ProductName},
};

/// Rows of each group.
const ROWS: usize = 10;

/// Machines that are alike in one thing.
pub(super) struct Group {
    pub(super) name: String,
    /// How many there are; empty where that was not counted, as with a search.
    pub(super) count: String,
    pub(super) rows: Vec<Row>,
    /// Where all of them are.
    pub(super) href: String,
    /// Whether there are more than those shown.
    pub(super) more: bool,
}

/// The groups of a list that have machines.
pub(super) fn read(
    call: &Call<'_>,
    list: &MachineList,
    by: MachineGroup,
    products: &[ProductName],
) -> Result<Vec<Group>, PageError> {
    let counts = call.host()?.overview(call.host_time())?.products;
    let mut groups = Vec::new();
    for (query, name) in queries(call, list, by, &counts, products) {
        let limit = u32::try_from(ROWS + 1).unwrap_or(u32::MAX);
        let mut machines = call.host()?.machines(&MachineQuery { limit, after: None, ..query.clone() })?;
        let more = machines.len() > ROWS;
        machines.truncate(ROWS);
        let rows = machine_table::rows(call, &machines, &list.columns, products);
        let all = MachineList { query, group: None, columns: list.columns.clone() };
        let count = if more { counted(&all.query, &counts) } else { Some(rows.len() as u64) };
        let count = count.map(|count| count.to_string()).unwrap_or_default();
        if !rows.is_empty() {
            groups.push(Group { name, count, href: all.href(call, "/machines", ""), more, rows });
        }
    }
    Ok(groups)
}

/// The list of each group, and its name.
fn queries(
    call: &Call<'_>,
    list: &MachineList,
    by: MachineGroup,
    counts: &[ProductCounts],
    products: &[ProductName],
) -> Vec<(MachineQuery, String)> {
    let query = &list.query;
    match by {
        MachineGroup::Product => {
            let of = |id| (MachineQuery { product: Some(id), ..query.clone() }, named_product(id, products));
            let wanted = |id: &_| query.product.is_none_or(|product| product == *id);
            counts.iter().map(|counts| counts.product.id).filter(wanted).map(of).collect()
        }
        MachineGroup::State => {
            let of = |state: MachineState| {
                (MachineQuery { state: Some(state), ..query.clone() }, state.name().get(call.lang()).to_owned())
            };
            let wanted = |state: &_| query.state.is_none_or(|wanted| wanted == *state);
            MachineState::ALL.into_iter().filter(wanted).map(of).collect()
        }
    }
}

/// How many machines a list has, as they were counted last; none where names are searched or times looked at, or where there were fewer than are shown.
fn counted(query: &MachineQuery, counts: &[ProductCounts]) -> Option<u64> {
    let in_state = |counts: &ProductCounts| -> u64 {
        let states = MachineState::ALL.iter().zip(counts.counts);
        states.filter(|(state, _)| query.state.is_none_or(|wanted| wanted == **state)).map(|(_, count)| count).sum()
    };
    let wanted = |counts: &&ProductCounts| query.product.is_none_or(|product| product == counts.product.id);
    let count: u64 = counts.iter().filter(wanted).map(in_state).sum();
    (query.search.is_empty() && query.unseen_days.is_none() && count > ROWS as u64).then_some(count)
}
