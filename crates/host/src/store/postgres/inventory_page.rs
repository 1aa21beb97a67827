//! The inventory as the console reads it, in PostgreSQL.

use super::{PostgresStore, rows};
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
use muster_server::postgres::Value;
use tokio_postgres::Row;
use uuid::Uuid;

/// The inventory with the state of each row, and what of it a query finds.
macro_rules! of_found {
    ($file:literal) => {
        concat!(include_str!("machine_with_state.sql"), include_str!("machine_found.sql"), include_str!($file))
    };
}

impl InventoryPages for PostgresStore {
    fn machine_page(&mut self, query: &MachineQuery) -> Result<Vec<MachineRow>, StoreError> {
        let after = query.after.as_ref();
        let name = after.map(|MachineCursor { name, .. }| name.as_str());
        let time = after.map(|after| query.sort.number(after.last_seen, after.until));
        let (text, value): (_, &Value<'_>) = match query.sort {
            MachineSort::LastSeen => (of_found!("machine_page_seen.sql"), &time),
            MachineSort::LastSeenDescending => (of_found!("machine_page_seen_desc.sql"), &time),
            MachineSort::Until => (of_found!("machine_page_until.sql"), &time),
            MachineSort::UntilDescending => (of_found!("machine_page_until_desc.sql"), &time),
            MachineSort::Name => (of_found!("machine_page_name.sql"), &name),
            MachineSort::NameDescending => (of_found!("machine_page_name_desc.sql"), &name),
        };
        self.found(text, query, after.map(|after| after.key), query.limit, &[value])
    }

    fn machines_found_from(&mut self, query: &MachineQuery, first: RowKey) -> Result<Vec<MachineRow>, StoreError> {
        self.found(of_found!("machine_found_from.sql"), query, Some(first), PAGE_ROWS, &[])
    }

    fn machines_counted(&mut self, query: &MachineQuery, most: u32) -> Result<u32, StoreError> {
        let counted = self
            .with_found(of_found!("machine_count.sql"), query, None, most, &[], |row| rows::number(row, "machines"))?;
        Ok(counted.first().map_or(0, |count: &u64| u32::try_from(*count).unwrap_or(most)))
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
        self.read(concat!(include_str!("machine_with_state.sql"), include_str!("machine_states.sql")), &values, |row| {
            Ok(StateCount {
                product: ActivationId::from_bytes(rows::id(row, "product")?),
                state: i64::from(row.try_get::<_, i32>("state")?),
                machines: rows::number(row, "machines")?,
            })
        })
    }
}

impl PostgresStore {
    /// Runs a statement over what a query finds, with a place in its order.
    fn found(
        &mut self,
        text: &'static str,
        query: &MachineQuery,
        key: Option<RowKey>,
        limit: u32,
        others: &[&Value<'_>],
    ) -> Result<Vec<MachineRow>, StoreError> {
        self.with_found(text, query, key, limit, others, rows::machine)
    }

    fn with_found<T>(
        &mut self,
        text: &'static str,
        query: &MachineQuery,
        key: Option<RowKey>,
        limit: u32,
        others: &[&Value<'_>],
        decode: fn(&Row) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let uuid = |bytes: &[u8; 16]| Uuid::from_bytes(*bytes);
        let (now, waiting, limit) = (query.now.unix(), i64::from(code::COUNT_TOO_LOW.0), i64::from(limit));
        let (pattern, state) = (query.pattern(), query.state.map_or(0, MachineState::number));
        let product = query.product.map(|product| uuid(product.as_bytes()));
        let cmid = key.map(|(cmid, ..)| uuid(cmid.as_bytes()));
        let after_product = key.map(|(_, product, _)| uuid(product.as_bytes()));
        let hardware = key.map(|(.., hardware)| uuid(hardware.as_bytes()));
        let silent = query.seen_until().map(Moment::unix);
        let values: [&Value<'_>; 10] =
            [&now, &waiting, &pattern, &product, &state, &limit, &cmid, &after_product, &hardware, &silent];
        self.read(text, &[&values, others].concat(), decode)
    }
}
