//! A group of requests in SQLite: reads what it is decided by, and writes what it changes.

use crate::store::{
    changes::{Changes, MachineChange},
    columns::{counter_row, level_name},
    error::StoreError,
    pool_rows::{PoolChanges, PoolRow, PoolRows},
    row_key::RowKey,
    stored_clock::StoredClock,
};
use muster_core::{
    code,
    event::RequestHandled,
    host::{
        counters::Counters,
        group::{ENTRIES_MAX, InventoryEntry},
        refusals::Refusals,
        request::DeviceObservation,
        rollback::RequestCounter,
        settings::HostSettings,
    },
    id::{ActivationId, ApplicationId, Cmid, HardwareId},
    time::Moment,
};
use muster_proto::event::Event;
use rusqlite::{Connection, params};
use std::collections::{BTreeSet, HashMap};

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

pub(super) fn clock(connection: &Connection) -> Result<StoredClock, StoreError> {
    let mut find = connection.prepare_cached(include_str!("clock_read.sql"))?;
    let clock = find.query_row([], |row| {
        let moment = |column| row.get::<_, Option<i64>>(column).map(|seconds| seconds.map(Moment::from_unix));
        Ok(StoredClock { latest: moment(0)?, confirmed: moment(1)?, pruned: moment(2)?, server: None })
    });
    Ok(clock?)
}

pub(super) fn advance_clock(connection: &Connection, now: Moment) -> Result<(), StoreError> {
    connection.prepare_cached(include_str!("clock_advance.sql"))?.execute([now.unix()])?;
    Ok(())
}

pub(super) fn pool_rows(
    connection: &Connection,
    applications: &[(ApplicationId, u32)],
) -> Result<PoolRows, StoreError> {
    let mut find = connection.prepare_cached(include_str!("pool_member_read.sql"))?;
    let mut found = Vec::new();
    for (application, _) in applications {
        let mut rows = find.query([application.as_bytes()])?;
        while let Some(row) = rows.next()? {
            found.push(PoolRow {
                application: *application,
                slot: row.get(0)?,
                cmid: Cmid::from_bytes(row.get(1)?),
                last_seen: Moment::from_unix(row.get(2)?),
                sequence: row.get(3)?,
            });
        }
    }
    Ok(PoolRows::new(found))
}

pub(super) fn machines(
    connection: &Connection,
    asking: &BTreeSet<Cmid>,
) -> Result<HashMap<Cmid, Vec<InventoryEntry>>, StoreError> {
    let mut find = connection.prepare_cached(include_str!("machine_by_cmid.sql"))?;
    let mut machines = HashMap::new();
    for cmid in asking {
        let rows = find.query_map(params![cmid.as_bytes(), ENTRIES_MAX as u32], |row| {
            let observation = DeviceObservation { hardware: HardwareId::from_bytes(row.get(1)?), machine: row.get(2)? };
            let product = ActivationId::from_bytes(row.get(0)?);
            let rolled_back = row.get::<_, Option<i64>>(5)?.map(Moment::from_unix);
            let counter = RequestCounter { last: row.get(4)?, rolled_back };
            Ok(InventoryEntry { product, observation, last_seen: Moment::from_unix(row.get(3)?), counter })
        })?;
        machines.insert(*cmid, rows.collect::<rusqlite::Result<_>>()?);
    }
    Ok(machines)
}

pub(super) fn write(connection: &Connection, changes: &Changes, pools: &PoolChanges) -> Result<(), StoreError> {
    let mut forget = connection.prepare_cached(include_str!("machine_delete.sql"))?;
    let mut unmanage = connection.prepare_cached(include_str!("managed_machine_delete.sql"))?;
    let mut delete_evidence = connection.prepare_cached(include_str!("machine_evidence_delete.sql"))?;
    for cmid in &changes.forgotten {
        forget.execute([cmid.as_bytes()])?;
        delete_evidence.execute([cmid.as_bytes()])?;
        unmanage.execute([cmid.as_bytes()])?;
    }
    let mut evict = connection.prepare_cached(include_str!("machine_evict.sql"))?;
    for (cmid, product, hardware) in &changes.evicted {
        evict.execute([cmid.as_bytes(), product.as_bytes(), hardware.as_bytes()])?;
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
    let mut delete = connection.prepare_cached(include_str!("pool_member_delete.sql"))?;
    for row in &pools.deletes {
        delete.execute(params![row.application.as_bytes(), row.slot])?;
    }
    let mut upsert = connection.prepare_cached(include_str!("pool_member_upsert.sql"))?;
    for PoolRow { application, slot, cmid, last_seen, sequence } in &pools.upserts {
        upsert.execute(params![application.as_bytes(), slot, cmid.as_bytes(), last_seen.unix(), sequence])?;
    }
    write_limits(connection, changes)?;
    if let Some(now) = changes.latest {
        advance_clock(connection, now)?;
    }
    if changes.counters != Counters::default() {
        let mut add = connection.prepare_cached(include_str!("counters_add.sql"))?;
        add.execute(counter_row(&changes.counters).map(u64::cast_signed))?;
    }
    Ok(())
}

/// Refusals before the decision, and what is left of each network's limit.
fn write_limits(connection: &Connection, changes: &Changes) -> Result<(), StoreError> {
    let mut refuse = connection.prepare_cached(include_str!("refusal_upsert.sql"))?;
    for ((day, code, network), Refusals { requests, first, last }) in &changes.refusals {
        refuse.execute(params![day, code.0, network.to_string(), requests, first.unix(), last.unix()])?;
    }
    let mut limit = connection.prepare_cached(include_str!("rate_limit_upsert.sql"))?;
    for (network, due) in &changes.rate_limits {
        limit.execute(params![network.to_string(), due])?;
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
        change.counter,
        change.rolled_back.map(Moment::unix),
        code::COUNT_TOO_LOW.0,
    ])?;
    let mut rename = connection.prepare_cached(include_str!("machine_rename.sql"))?;
    let waiting = code::COUNT_TOO_LOW.0;
    rename.execute(params![cmid.as_bytes(), product.as_bytes(), hardware.as_bytes(), change.name, waiting])?;
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
    record.execute(params![event.time.unix(), event.id, level_name(event.level), event.message, event.info])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::SqliteStore;
    use muster_core::id::Cmid;
    use rusqlite::StatementStatus;
    use std::collections::BTreeSet;

    /// Every group asks for its machines: preparing costs more than asking.
    #[test]
    fn a_statement_stays_prepared() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("host.db")).expect("a store");
        let asking: BTreeSet<Cmid> = (0..8).map(|number| Cmid::from_bytes([number; 16])).collect();
        super::machines(&store.connection, &asking).expect("no machines");
        let find = store.connection.prepare_cached(include_str!("machine_by_cmid.sql")).expect("prepared");
        assert_eq!((find.get_status(StatementStatus::Run), find.get_status(StatementStatus::RePrepare)), (8, 0));
    }
}
