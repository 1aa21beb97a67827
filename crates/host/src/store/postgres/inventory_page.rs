//! The inventory as the console reads it, in PostgreSQL.

use super::{PostgresStore, rows};
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
use muster_server::postgres::Value;
use uuid::Uuid;

impl InventoryPages for PostgresStore {
    fn machine_page(&mut self, query: &MachineQuery) -> Result<Vec<MachineRow>, StoreError> {
        let after = query.after.as_ref();
        let name = after.map(|MachineCursor { name, .. }| name.as_str());
        let seen = after.map(|after| after.last_seen.unix());
        let (text, value): (_, &Value<'_>) = match query.sort {
            MachineSort::LastSeen => (include_str!("machine_page_seen.sql"), &seen),
            MachineSort::LastSeenDescending => (include_str!("machine_page_seen_desc.sql"), &seen),
            MachineSort::Name => (include_str!("machine_page_name.sql"), &name),
            MachineSort::NameDescending => (include_str!("machine_page_name_desc.sql"), &name),
        };
        let key = after.map(|after| after.key);
        let cmid = key.map(|(cmid, ..)| Uuid::from_bytes(*cmid.as_bytes()));
        let after_product = key.map(|(_, product, _)| Uuid::from_bytes(*product.as_bytes()));
        let hardware = key.map(|(.., hardware)| Uuid::from_bytes(*hardware.as_bytes()));
        let product = query.product.map(|product| Uuid::from_bytes(*product.as_bytes()));
        let (waiting, state) = (i64::from(code::COUNT_TOO_LOW.0), query.state.map_or(0, MachineState::number));
        let (now, pattern, limit) = (query.now.unix(), query.pattern(), i64::from(query.limit));
        let values: [&Value<'_>; 10] =
            [&now, &waiting, &cmid, value, &after_product, &hardware, &pattern, &product, &state, &limit];
        self.read(text, &values, rows::machine)
    }

    fn machine_rows(&mut self, cmid: Cmid, limit: u32) -> Result<Vec<MachineRow>, StoreError> {
        let values: [&Value<'_>; 2] = [&Uuid::from_bytes(*cmid.as_bytes()), &i64::from(limit)];
        self.read(include_str!("machine_rows.sql"), &values, rows::machine)
    }

    fn machine_requests(&mut self, cmid: Cmid, newest: u32, limit: u32) -> Result<Page<RequestHandled>, StoreError> {
        let cmid = Uuid::from_bytes(*cmid.as_bytes());
        let values: [&Value<'_>; 3] = [&cmid, &i64::from(newest), &i64::from(limit)];
        self.read(include_str!("machine_requests.sql"), &values, rows::request)
    }

    fn machine_states(&mut self, now: Moment) -> Result<Vec<StateCount>, StoreError> {
        let values: [&Value<'_>; 2] = [&now.unix(), &i64::from(code::COUNT_TOO_LOW.0)];
        self.read(include_str!("machine_states.sql"), &values, |row| {
            Ok(StateCount {
                product: ActivationId::from_bytes(rows::id(row, "product")?),
                state: i64::from(row.try_get::<_, i32>("state")?),
                machines: rows::number(row, "machines")?,
            })
        })
    }
}
