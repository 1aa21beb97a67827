//! A group of requests in PostgreSQL. It costs two round trips: one for everything that is read, one for everything that is
//! written, with the commit. The hosts of a database take turns, a group at a time (`counters_lock.sql`).

use super::rows::{self, id};
use crate::store::{
    changes::Changes,
    columns::{counter_row, level_name},
    interface::GroupContext,
    pool_rows::{PoolChanges, PoolRow, PoolRows},
    row_key::RowKey,
};
use ipnet::IpNet;
use muster_core::{
    event::RequestHandled,
    host::{
        counters::Counters,
        group::{ENTRIES_MAX, InventoryEntry},
        refusals::{RefusalKey, Refusals},
        request::DeviceObservation,
        rollback::RequestCounter,
    },
    id::{ActivationId, ApplicationId, Cmid, HardwareId},
    time::Moment,
};
use muster_proto::event::Event;
use muster_server::postgres::{PostgresError, Session, Value};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use tokio_postgres::Error;
use uuid::Uuid;

pub(super) const CLOCK_ADVANCE: &str = include_str!("clock_advance.sql");
pub(super) const CLOCK_READ: &str = include_str!("clock_read.sql");
const COUNTERS_ADD: &str = include_str!("counters_add.sql");
pub(super) const COUNTERS_LOCK: &str = include_str!("counters_lock.sql");
const EVENT_INSERT: &str = include_str!("event_insert.sql");
const MACHINE_BY_CMID: &str = include_str!("machine_by_cmid.sql");
const MACHINE_DELETE: &str = include_str!("machine_delete.sql");
const MACHINE_EVICT: &str = include_str!("machine_evict.sql");
const MACHINE_UPSERT: &str = include_str!("machine_upsert.sql");
const POOL_MEMBER_DELETE: &str = include_str!("pool_member_delete.sql");
pub(super) const POOL_MEMBER_READ: &str = include_str!("pool_member_read.sql");
const POOL_MEMBER_UPSERT: &str = include_str!("pool_member_upsert.sql");
const RATE_LIMIT_UPSERT: &str = include_str!("rate_limit_upsert.sql");
const REFUSAL_UPSERT: &str = include_str!("refusal_upsert.sql");
const REQUEST_INSERT: &str = include_str!("request_insert.sql");
pub(super) const SETTING_READ: &str = include_str!("setting_read.sql");

/// What a group is decided by.
type Loaded = (GroupContext, PoolRows, HashMap<Cmid, Vec<InventoryEntry>>);

/// Waits for this host's turn and reads what the group needs, in one round trip.
pub(super) async fn read(
    session: &Session,
    host: &str,
    applications: &[(ApplicationId, u32)],
    asking: &BTreeSet<Cmid>,
) -> Result<Loaded, PostgresError> {
    // All are prepared before the first is sent, so that they go out together.
    for text in [COUNTERS_LOCK, CLOCK_READ, SETTING_READ, POOL_MEMBER_READ, MACHINE_BY_CMID] {
        session.statement(text).await?;
    }
    let (applications, cmids) = (application_ids(applications), asking.iter().map(uuid).collect::<Vec<Uuid>>());
    let [own, of]: [[&Value<'_>; 1]; 2] = [[&host], [&applications]];
    // Each CMID has so many rows at most.
    let rows_max = i64::try_from(cmids.len().saturating_mul(ENTRIES_MAX)).unwrap_or(i64::MAX);
    let asked: [&Value<'_>; 2] = [&cmids, &rows_max];
    let (_, _, clock, settings, pools, found) = tokio::try_join!(
        biased;
        session.client.batch_execute("BEGIN"),
        session.query(COUNTERS_LOCK, &[]),
        session.query(CLOCK_READ, &[]),
        session.query(SETTING_READ, &own),
        session.query(POOL_MEMBER_READ, &of),
        session.query(MACHINE_BY_CMID, &asked),
    )?;
    let mut machines: HashMap<Cmid, Vec<InventoryEntry>> = HashMap::new();
    for row in &found {
        let hardware = HardwareId::from_bytes(id(row, "hardware")?);
        let observation = DeviceObservation { hardware, machine: row.try_get("name")? };
        let (product, last_seen) = (ActivationId::from_bytes(id(row, "product")?), rows::moment(row, "last_seen")?);
        let rolled_back: Option<i64> = row.try_get("rolled_back")?;
        let last = row.try_get::<_, i64>("counter")?.cast_unsigned();
        let counter = RequestCounter { last, rolled_back: rolled_back.map(Moment::from_unix) };
        let entry = InventoryEntry { product, observation, last_seen, counter };
        machines.entry(Cmid::from_bytes(id(row, "cmid")?)).or_default().push(entry);
    }
    let context = GroupContext { settings: rows::settings(&settings)?, clock: rows::clock(&clock)? };
    Ok((context, rows::pool_rows(&pools)?, machines))
}

/// Writes what was decided and commits, in one round trip. If any of it fails, the commit ends as a rollback.
pub(super) async fn commit(session: &Session, host: &str, changes: &Changes, pools: &PoolChanges) -> Result<(), Error> {
    for text in [
        MACHINE_DELETE,
        MACHINE_EVICT,
        MACHINE_UPSERT,
        REQUEST_INSERT,
        EVENT_INSERT,
        POOL_MEMBER_DELETE,
        POOL_MEMBER_UPSERT,
        REFUSAL_UPSERT,
        RATE_LIMIT_UPSERT,
        CLOCK_ADVANCE,
        COUNTERS_ADD,
    ] {
        session.statement(text).await?;
    }
    tokio::try_join!(biased; write(session, host, changes, pools), session.client.batch_execute("COMMIT"))?;
    Ok(())
}

/// Writes what changes.
pub(super) async fn write(session: &Session, host: &str, changes: &Changes, pools: &PoolChanges) -> Result<(), Error> {
    tokio::try_join!(
        biased;
        forget(session, &changes.forgotten),
        evict_machines(session, &changes.evicted),
        record_machines(session, changes),
        record_requests(session, host, &changes.requests),
        record_events(session, host, &changes.events),
        delete_pool_members(session, &pools.deletes),
        record_pool_members(session, &pools.upserts),
        add_refusals(session, host, &changes.refusals),
        record_rate_limits(session, host, &changes.rate_limits),
        advance_clock(session, changes.latest),
        add_counters(session, &changes.counters),
    )?;
    Ok(())
}

async fn forget(session: &Session, forgotten: &[Cmid]) -> Result<(), Error> {
    if forgotten.is_empty() {
        return Ok(());
    }
    let cmids: Vec<Uuid> = forgotten.iter().map(uuid).collect();
    session.execute(MACHINE_DELETE, &[&cmids]).await
}

async fn evict_machines(session: &Session, rows: &[RowKey]) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let cmids: Vec<Uuid> = rows.iter().map(|(cmid, _, _)| uuid(cmid)).collect();
    let products: Vec<Uuid> = rows.iter().map(|(_, product, _)| Uuid::from_bytes(*product.as_bytes())).collect();
    let hardware: Vec<Uuid> = rows.iter().map(|(_, _, hardware)| Uuid::from_bytes(*hardware.as_bytes())).collect();
    session.execute(MACHINE_EVICT, &[&cmids, &products, &hardware]).await
}

async fn record_machines(session: &Session, changes: &Changes) -> Result<(), Error> {
    if changes.machines.is_empty() {
        return Ok(());
    }
    let keys = || changes.machines.keys();
    let rows = || changes.machines.values();
    let cmids: Vec<Uuid> = keys().map(|(cmid, _, _)| uuid(cmid)).collect();
    let products: Vec<Uuid> = keys().map(|(_, product, _)| Uuid::from_bytes(*product.as_bytes())).collect();
    let hardware: Vec<Uuid> = keys().map(|(_, _, hardware)| Uuid::from_bytes(*hardware.as_bytes())).collect();
    let names: Vec<&str> = rows().map(|row| row.name.as_str()).collect();
    let first: Vec<i64> = rows().map(|row| row.first_seen.unix()).collect();
    let last: Vec<i64> = rows().map(|row| row.last_seen.unix()).collect();
    let requests: Vec<i64> = rows().map(|row| row.requests.cast_signed()).collect();
    let codes: Vec<i64> = rows().map(|row| i64::from(row.last_code.0)).collect();
    let until: Vec<Option<i64>> = rows().map(|row| row.activated_until.map(Moment::unix)).collect();
    let counters: Vec<i64> = rows().map(|row| row.counter.cast_signed()).collect();
    let rolled_back: Vec<Option<i64>> = rows().map(|row| row.rolled_back.map(Moment::unix)).collect();
    let columns: [&Value<'_>; 11] =
        [&cmids, &products, &hardware, &names, &first, &last, &requests, &codes, &until, &counters, &rolled_back];
    session.execute(MACHINE_UPSERT, &columns).await
}

async fn record_requests(session: &Session, host: &str, requests: &[RequestHandled]) -> Result<(), Error> {
    if requests.is_empty() {
        return Ok(());
    }
    let numbers = |number: fn(&RequestHandled) -> i64| requests.iter().map(number).collect::<Vec<i64>>();
    let at = numbers(|request| request.at.unix());
    let code = numbers(|request| i64::from(request.code.0));
    let threshold = numbers(|request| i64::from(request.threshold));
    let machine: Vec<&str> = requests.iter().map(|request| request.machine.as_str()).collect();
    let cmid: Vec<Uuid> = requests.iter().map(|request| uuid(&request.cmid)).collect();
    let client_time = numbers(|request| request.client_time.unix());
    let virtual_machine: Vec<bool> = requests.iter().map(|request| request.virtual_machine).collect();
    let status = numbers(|request| i64::from(request.status));
    let minutes_left = numbers(|request| i64::from(request.minutes_left));
    let product: Vec<Uuid> = requests.iter().map(|request| Uuid::from_bytes(*request.product.as_bytes())).collect();
    let count = numbers(|request| i64::from(request.count));
    let columns: [&Value<'_>; 12] = [
        &host,
        &at,
        &code,
        &threshold,
        &machine,
        &cmid,
        &client_time,
        &virtual_machine,
        &status,
        &minutes_left,
        &product,
        &count,
    ];
    session.execute(REQUEST_INSERT, &columns).await
}

pub(super) async fn record_events(session: &Session, host: &str, events: &[Event]) -> Result<(), Error> {
    if events.is_empty() {
        return Ok(());
    }
    let texts = |text: fn(&Event) -> &str| events.iter().map(text).collect::<Vec<&str>>();
    let numbers: Vec<i64> = events.iter().map(|event| i64::from(event.id)).collect();
    let at: Vec<i64> = events.iter().map(|event| event.time.unix()).collect();
    let level = texts(|event| level_name(event.level));
    let (message, info) = (texts(|event| &event.message), texts(|event| &event.info));
    session.execute(EVENT_INSERT, &[&host, &at, &numbers, &level, &message, &info]).await
}

async fn delete_pool_members(session: &Session, rows: &[PoolRow]) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let (applications, slots) = pool_keys(rows);
    session.execute(POOL_MEMBER_DELETE, &[&applications, &slots]).await
}

async fn record_pool_members(session: &Session, rows: &[PoolRow]) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let (applications, slots) = pool_keys(rows);
    let cmids: Vec<Uuid> = rows.iter().map(|row| uuid(&row.cmid)).collect();
    let last_seen: Vec<i64> = rows.iter().map(|row| row.last_seen.unix()).collect();
    let sequence: Vec<i64> = rows.iter().map(|row| row.sequence).collect();
    session.execute(POOL_MEMBER_UPSERT, &[&applications, &slots, &cmids, &last_seen, &sequence]).await
}

fn pool_keys(rows: &[PoolRow]) -> (Vec<Uuid>, Vec<i64>) {
    rows.iter().map(|row| (Uuid::from_bytes(*row.application.as_bytes()), row.slot)).unzip()
}

async fn add_refusals(session: &Session, host: &str, refusals: &BTreeMap<RefusalKey, Refusals>) -> Result<(), Error> {
    if refusals.is_empty() {
        return Ok(());
    }
    let days: Vec<i64> = refusals.keys().map(|(day, _, _)| *day).collect();
    let codes: Vec<i64> = refusals.keys().map(|(_, code, _)| i64::from(code.0)).collect();
    let networks: Vec<String> = refusals.keys().map(|(_, _, network)| network.to_string()).collect();
    let numbers = |number: fn(&Refusals) -> i64| refusals.values().map(number).collect::<Vec<i64>>();
    let requests = numbers(|refusals| refusals.requests.cast_signed());
    let (first, last) = (numbers(|refusals| refusals.first.unix()), numbers(|refusals| refusals.last.unix()));
    session.execute(REFUSAL_UPSERT, &[&host, &days, &codes, &networks, &requests, &first, &last]).await
}

async fn record_rate_limits(session: &Session, host: &str, limits: &BTreeMap<IpNet, i64>) -> Result<(), Error> {
    if limits.is_empty() {
        return Ok(());
    }
    let networks: Vec<String> = limits.keys().map(IpNet::to_string).collect();
    let due: Vec<i64> = limits.values().copied().collect();
    session.execute(RATE_LIMIT_UPSERT, &[&host, &networks, &due]).await
}

async fn advance_clock(session: &Session, latest: Option<Moment>) -> Result<(), Error> {
    let Some(now) = latest else { return Ok(()) };
    session.execute(CLOCK_ADVANCE, &[&now.unix()]).await
}

async fn add_counters(session: &Session, counters: &Counters) -> Result<(), Error> {
    if *counters == Counters::default() {
        return Ok(());
    }
    let [a, b, c, d, e, f, g, h] = counter_row(counters).map(u64::cast_signed);
    session.execute(COUNTERS_ADD, &[&a, &b, &c, &d, &e, &f, &g, &h]).await
}

fn uuid(cmid: &Cmid) -> Uuid {
    Uuid::from_bytes(*cmid.as_bytes())
}

pub(super) fn application_ids(applications: &[(ApplicationId, u32)]) -> Vec<Uuid> {
    applications.iter().map(|(application, _)| Uuid::from_bytes(*application.as_bytes())).collect()
}
