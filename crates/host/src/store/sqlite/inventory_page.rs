//! The inventory as the console reads it, in SQLite.

use super::{SqliteStore, rows};
use crate::{
    machine_row::MachineRow,
    store::{
        console_parts::{InventoryPages, StateCount},
        error::StoreError,
        interface::{PAGE_ROWS, Page},
        row_key::RowKey,
    },
};
use muster_console::{MachineCursor, MachineQuery, MachineSort, MachineState};
use muster_core::{
    code,
    event::RequestHandled,
    id::{ActivationId, Cmid},
    time::Moment,
};
use rusqlite::{ToSql, params};

/// The inventory with the state of each row, and what of it a query finds.
macro_rules! of_found {
    ($file:literal) => {
        concat!(include_str!("machine_with_state.sql"), include_str!("machine_found.sql"), include_str!($file))
    };
}

impl InventoryPages for SqliteStore {
    fn machine_page(&mut self, query: &MachineQuery) -> Result<Vec<MachineRow>, StoreError> {
        let text = match query.sort {
            MachineSort::LastSeen => of_found!("machine_page_seen.sql"),
            MachineSort::LastSeenDescending => of_found!("machine_page_seen_desc.sql"),
            MachineSort::Name if query.state.is_some() => of_found!("machine_page_state_name.sql"),
            MachineSort::Name => include_str!("machine_page_name.sql"),
            MachineSort::NameDescending if query.state.is_some() => of_found!("machine_page_state_name_desc.sql"),
            MachineSort::NameDescending => include_str!("machine_page_name_desc.sql"),
        };
        let after = query.after.as_ref();
        let by_name = matches!(query.sort, MachineSort::Name | MachineSort::NameDescending);
        let value = after.map(|MachineCursor { name, last_seen, .. }| -> Box<dyn ToSql> {
            if by_name { Box::new(name.clone()) } else { Box::new(last_seen.unix()) }
        });
        self.found(text, query, after.map(|after| after.key), query.limit, &[&value])
    }

    fn machines_found_from(&mut self, query: &MachineQuery, first: RowKey) -> Result<Vec<MachineRow>, StoreError> {
        self.found(of_found!("machine_found_from.sql"), query, Some(first), PAGE_ROWS, &[])
    }

    fn machine_rows(&mut self, cmid: Cmid, limit: u32) -> Result<Vec<MachineRow>, StoreError> {
        self.rows(include_str!("machine_rows.sql"), params![cmid.as_bytes(), limit], rows::machine)
    }

    fn machine_requests(&mut self, cmid: Cmid, newest: u32, limit: u32) -> Result<Page<RequestHandled>, StoreError> {
        let values = params![cmid.as_bytes(), newest, limit];
        self.rows(include_str!("machine_requests.sql"), values, rows::request)
    }

    fn machine_states(&mut self, now: Moment) -> Result<Vec<StateCount>, StoreError> {
        self.rows(
            concat!(include_str!("machine_with_state.sql"), include_str!("machine_states.sql")),
            params![now.unix(), code::COUNT_TOO_LOW.0],
            |row| {
                Ok(StateCount {
                    product: ActivationId::from_bytes(row.get("product")?),
                    state: row.get("state")?,
                    machines: row.get("machines")?,
                })
            },
        )
    }
}

impl SqliteStore {
    /// Runs a statement over what a query finds, with a place in its order.
    fn found(
        &self,
        text: &str,
        query: &MachineQuery,
        key: Option<RowKey>,
        limit: u32,
        others: &[&dyn ToSql],
    ) -> Result<Vec<MachineRow>, StoreError> {
        let (now, pattern) = (query.now.unix(), query.pattern());
        let product = query.product.map(|product| *product.as_bytes());
        let state = query.state.map_or(0, MachineState::number);
        let cmid = key.map(|(cmid, ..)| *cmid.as_bytes());
        let after_product = key.map(|(_, product, _)| *product.as_bytes());
        let hardware = key.map(|(.., hardware)| *hardware.as_bytes());
        let values = params![now, code::COUNT_TOO_LOW.0, pattern, product, state, limit, cmid, after_product, hardware];
        self.rows(text, &[values, others].concat(), rows::machine)
    }
}

#[cfg(test)]
mod tests {
    use super::SqliteStore;

    /// How SQLite would run a statement.
    fn plan(text: &str) -> String {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("host.db")).expect("a store");
        let mut explain = store.connection.prepare(&format!("EXPLAIN QUERY PLAN {text}")).expect("a plan");
        let values = std::iter::repeat_n(rusqlite::types::Null, explain.parameter_count());
        let steps =
            explain.query_map(rusqlite::params_from_iter(values), |row| row.get::<_, String>(3)).expect("steps");
        steps.collect::<Result<Vec<_>, _>>().expect("texts").join("; ")
    }

    /// A million rows are not passed for one page.
    #[test]
    fn a_page_by_name_begins_in_the_index() {
        for text in [include_str!("machine_page_name.sql"), include_str!("machine_page_name_desc.sql")] {
            let plan = plan(text);
            assert!(plan.contains("SEARCH machine USING COVERING INDEX machine_name"), "{plan}");
        }
    }

    /// Along the index each row would be fetched by itself.
    #[test]
    fn a_page_of_a_state_is_one_pass() {
        for text in [of_found!("machine_page_state_name.sql"), of_found!("machine_page_state_name_desc.sql")] {
            let plan = plan(text);
            assert!(plan.contains("SCAN machine") && !plan.contains("machine_name"), "{plan}");
        }
    }
}
