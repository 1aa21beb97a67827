//! A group of requests in SQLite: reads what it is decided by, and writes what it changes.

use crate::store::{Changes, MachineChange, RowKey, StoreError, counter_row, level_name, members};
use muster_core::host::settings::HostSettings;
use muster_core::{
    host::{
        count::Pool,
        counters::Counters,
        group::{InventoryEntry, LoadedState},
        request::DeviceObservation,
    },
    id::{ActivationId, ApplicationId, Cmid, HardwareId},
    time::Moment,
};
use muster_proto::{
    event::{Event, RequestHandled},
    instant,
};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

pub(super) fn settings(connection: &Connection) -> Result<HostSettings, StoreError> {
    let mut find = connection.prepare_cached(include_str!("setting_read.sql"))?;
    let mut settings = HostSettings::default();
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        crate::settings::take_row(&mut settings, text("name")?, text("value")?);
    }
    Ok(settings)
}

pub(super) fn read(
    connection: &Connection,
    applications: &[(ApplicationId, u32)],
    asking: &BTreeSet<Cmid>,
) -> Result<LoadedState, StoreError> {
    let mut known = LoadedState::default();
    let mut find = connection.prepare_cached(include_str!("pool_read.sql"))?;
    for (application, threshold) in applications {
        let members: Option<Vec<u8>> = find.query_row([application.as_bytes()], |row| row.get(0)).optional()?;
        let members = members::decode(&members.unwrap_or_default());
        known.pools.insert(*application, Pool::restore(*threshold, members));
    }
    let mut find = connection.prepare_cached(include_str!("machine_by_cmid.sql"))?;
    for cmid in asking {
        let rows = find.query_map([cmid.as_bytes()], |row| {
            let observation = DeviceObservation { hardware: HardwareId::from_bytes(row.get(1)?), machine: row.get(2)? };
            Ok(InventoryEntry { product: ActivationId::from_bytes(row.get(0)?), observation })
        })?;
        known.machines.insert(*cmid, rows.collect::<rusqlite::Result<_>>()?);
    }
    Ok(known)
}

pub(super) fn write(connection: &Connection, changes: &Changes, known: &LoadedState) -> Result<(), StoreError> {
    let mut forget = connection.prepare_cached(include_str!("machine_delete.sql"))?;
    for cmid in &changes.forgotten {
        forget.execute([cmid.as_bytes()])?;
    }
    for (key, change) in &changes.machines {
        record_machine(connection, key, change)?;
    }
    for request in &changes.requests {
        record_request(connection, request)?;
    }
    for event in &changes.events {
        add_event(connection, event)?;
    }
    let mut record = connection.prepare_cached(include_str!("pool_upsert.sql"))?;
    for application in &changes.pools {
        if let Some(pool) = known.pools.get(application) {
            record.execute(params![application.as_bytes(), members::encode(pool)])?;
        }
    }
    if changes.counters != Counters::default() {
        let mut add = connection.prepare_cached(include_str!("counters_add.sql"))?;
        add.execute(counter_row(&changes.counters).map(u64::cast_signed))?;
    }
    Ok(())
}

fn record_machine(connection: &Connection, key: &RowKey, change: &MachineChange) -> rusqlite::Result<()> {
    let (cmid, product, hardware) = key;
    let mut record = connection.prepare_cached(include_str!("machine_upsert.sql"))?;
    record.execute(params![
        cmid.as_bytes(),
        product.as_bytes(),
        hardware.as_bytes(),
        change.name,
        change.first_seen.unix(),
        change.last_seen.unix(),
        change.requests,
        change.last_code.0,
        change.activated_until.map(Moment::unix),
    ])?;
    Ok(())
}

fn record_request(connection: &Connection, request: &RequestHandled) -> rusqlite::Result<()> {
    let mut record = connection.prepare_cached(include_str!("request_insert.sql"))?;
    record.execute(params![
        request.at.unix(),
        request.code.0,
        request.threshold,
        request.machine,
        request.cmid.as_bytes(),
        request.client_time.unix(),
        request.virtual_machine,
        request.status,
        request.minutes_left,
        request.product.as_bytes(),
        request.count,
    ])?;
    Ok(())
}

pub(super) fn add_event(connection: &Connection, event: &Event) -> rusqlite::Result<()> {
    let mut record = connection.prepare_cached(include_str!("event_insert.sql"))?;
    record.execute(params![
        instant::rfc3339(event.time),
        event.id,
        level_name(event.level),
        event.message,
        event.info
    ])?;
    Ok(())
}
