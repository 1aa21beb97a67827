//! The inventory as the console reads it, in SQLite.

use super::{SqliteStore, rows};
use crate::{
    machine_row::MachineRow,
    store::{
        console_parts::{InventoryPages, StateCount},
        error::StoreError,
        interface::Page,
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

impl InventoryPages for SqliteStore {
    fn machine_page(&mut self, query: &MachineQuery) -> Result<Vec<MachineRow>, StoreError> {
        let text = match query.sort {
            MachineSort::LastSeen => include_str!("machine_page_seen.sql"),
            MachineSort::LastSeenDescending => include_str!("machine_page_seen_desc.sql"),
            MachineSort::Name => include_str!("machine_page_name.sql"),
            MachineSort::NameDescending => include_str!("machine_page_name_desc.sql"),
        };
        let after = query.after.as_ref();
        let key = after.map(|after| after.key);
        let by_name = matches!(query.sort, MachineSort::Name | MachineSort::NameDescending);
        let value = after.map(|MachineCursor { name, last_seen, .. }| -> Box<dyn ToSql> {
            if by_name { Box::new(name.clone()) } else { Box::new(last_seen.unix()) }
        });
        let values = params![
            query.now.unix(),
            code::COUNT_TOO_LOW.0,
            key.map(|(cmid, ..)| *cmid.as_bytes()),
            value,
            key.map(|(_, product, _)| *product.as_bytes()),
            key.map(|(.., hardware)| *hardware.as_bytes()),
            query.pattern(),
            query.product.map(|product| *product.as_bytes()),
            query.state.map_or(0, MachineState::number),
            query.limit,
        ];
        self.rows(text, values, rows::machine)
    }

    fn machine_rows(&mut self, cmid: Cmid, limit: u32) -> Result<Vec<MachineRow>, StoreError> {
        self.rows(include_str!("machine_rows.sql"), params![cmid.as_bytes(), limit], rows::machine)
    }

    fn machine_requests(&mut self, cmid: Cmid, newest: u32, limit: u32) -> Result<Page<RequestHandled>, StoreError> {
        let values = params![cmid.as_bytes(), newest, limit];
        self.rows(include_str!("machine_requests.sql"), values, rows::request)
    }

    fn machine_states(&mut self, now: Moment) -> Result<Vec<StateCount>, StoreError> {
        self.rows(include_str!("machine_states.sql"), params![now.unix(), code::COUNT_TOO_LOW.0], |row| {
            Ok(StateCount {
                product: ActivationId::from_bytes(row.get("product")?),
                state: row.get("state")?,
                machines: row.get("machines")?,
            })
        })
    }
}
