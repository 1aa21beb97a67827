//! A group of requests in PostgreSQL. A host that decides holds the row of the counters from the reading to the commit; so the
//! hosts take turns, a group at a time. A group costs two round trips: all that is read, then all that is written, with the
//! commit.

use super::{POOLS, SETTINGS, id, restore_pools, restore_settings};
use crate::{
    Settings,
    store::{Changes, counter_row, level_name, members},
};
use muster_core::{
    counters::Counters,
    group::{Known, Seen},
    id::{ActivationId, ApplicationId, Cmid, HardwareId},
    request::Sighting,
    time::Moment,
};
use muster_proto::event::{Event, RequestHandled};
use muster_server::postgres::{PostgresError, Session, Value};
use std::collections::BTreeSet;
use tokio_postgres::Error;
use uuid::Uuid;

const LOCK: &str = "SELECT 1 FROM counters WHERE id = 1 FOR UPDATE";
const MACHINES: &str = "SELECT cmid, product, hardware, name FROM machine WHERE cmid = ANY($1)";
const RECORD_MACHINES: &str = "INSERT INTO machine AS m
        (cmid, product, hardware, name, first_seen, last_seen, requests, last_code, activated_until)
    SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[],
        $8::bigint[], $9::bigint[])
    ON CONFLICT (cmid, product, hardware) DO UPDATE SET name = excluded.name, last_seen = excluded.last_seen,
        requests = m.requests + excluded.requests, last_code = excluded.last_code,
        activated_until = coalesce(excluded.activated_until, m.activated_until)";
const RECORD_REQUESTS: &str = "INSERT INTO request
        (host, at, code, threshold, machine, cmid, client_time, virtual_machine, status, minutes_left, product, count)
    SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::uuid[], $7::bigint[],
        $8::boolean[], $9::bigint[], $10::bigint[], $11::uuid[], $12::bigint[])";
const RECORD_EVENTS: &str = "INSERT INTO event (host, time, number, level, message, info)
    SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[])";
const RECORD_POOLS: &str = "INSERT INTO pool (application, members) SELECT * FROM unnest($1::uuid[], $2::bytea[])
    ON CONFLICT (application) DO UPDATE SET members = excluded.members";
const ADD_COUNTERS: &str = "UPDATE counters SET total = total + $1, failed = failed + $2, unlicensed = unlicensed + $3,
    licensed = licensed + $4, initial_grace = initial_grace + $5, additional_grace = additional_grace + $6,
    non_genuine_grace = non_genuine_grace + $7, notification = notification + $8";
const FORGET: &str = "DELETE FROM machine WHERE cmid = ANY($1)";

/// Takes the turn, and reads what the group needs, all in one round trip.
pub(super) async fn read(
    session: &Session,
    host: &str,
    applications: &[(ApplicationId, u32)],
    asking: &BTreeSet<Cmid>,
) -> Result<(Settings, Known), PostgresError> {
    // Prepared before the first of them is sent, so that nothing stands between them.
    for text in [LOCK, SETTINGS, POOLS, MACHINES] {
        session.statement(text).await?;
    }
    let cmids: Vec<Uuid> = asking.iter().map(uuid).collect();
    let (own, asked): ([&Value<'_>; 1], [&Value<'_>; 1]) = ([&host], [&cmids]);
    let (_, _, settings, pools, machines) = tokio::try_join!(
        biased;
        session.client.batch_execute("BEGIN"),
        session.query(LOCK, &[]),
        session.query(SETTINGS, &own),
        session.query(POOLS, &[]),
        session.query(MACHINES, &asked),
    )?;
    let mut known = Known { pools: restore_pools(&pools, applications)?, ..Known::default() };
    for row in &machines {
        let sighting = Sighting { hardware: HardwareId::from_bytes(id(row, 2)?), machine: row.try_get(3)? };
        let seen = Seen { product: ActivationId::from_bytes(id(row, 1)?), sighting };
        known.machines.entry(Cmid::from_bytes(id(row, 0)?)).or_default().push(seen);
    }
    Ok((restore_settings(&settings)?, known))
}

/// Writes what was decided and commits, in one round trip. If any of it fails, the commit ends as a rollback.
pub(super) async fn commit(session: &Session, host: &str, changes: &Changes, known: &Known) -> Result<(), Error> {
    for text in [RECORD_MACHINES, RECORD_REQUESTS, RECORD_EVENTS, RECORD_POOLS, ADD_COUNTERS, FORGET] {
        session.statement(text).await?;
    }
    tokio::try_join!(biased; write(session, host, changes, known), session.client.batch_execute("COMMIT"))?;
    Ok(())
}

/// Writes what changes.
pub(super) async fn write(session: &Session, host: &str, changes: &Changes, known: &Known) -> Result<(), Error> {
    tokio::try_join!(
        biased;
        forget(session, &changes.forgotten),
        record_machines(session, changes),
        record_requests(session, host, &changes.requests),
        record_events(session, host, &changes.events),
        record_pools(session, changes, known),
        add_counters(session, &changes.counters),
    )?;
    Ok(())
}

async fn forget(session: &Session, forgotten: &[Cmid]) -> Result<(), Error> {
    if forgotten.is_empty() {
        return Ok(());
    }
    let cmids: Vec<Uuid> = forgotten.iter().map(uuid).collect();
    session.execute(FORGET, &[&cmids]).await
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
    let columns: [&Value<'_>; 9] = [&cmids, &products, &hardware, &names, &first, &last, &requests, &codes, &until];
    session.execute(RECORD_MACHINES, &columns).await
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
    session.execute(RECORD_REQUESTS, &columns).await
}

pub(super) async fn record_events(session: &Session, host: &str, events: &[Event]) -> Result<(), Error> {
    if events.is_empty() {
        return Ok(());
    }
    let texts = |text: fn(&Event) -> &str| events.iter().map(text).collect::<Vec<&str>>();
    let numbers: Vec<i64> = events.iter().map(|event| i64::from(event.id)).collect();
    let (time, level) = (texts(|event| &event.time), texts(|event| level_name(event.level)));
    let (message, info) = (texts(|event| &event.message), texts(|event| &event.info));
    session.execute(RECORD_EVENTS, &[&host, &time, &numbers, &level, &message, &info]).await
}

async fn record_pools(session: &Session, changes: &Changes, known: &Known) -> Result<(), Error> {
    if changes.pools.is_empty() {
        return Ok(());
    }
    let pools = changes.pools.iter().filter_map(|id| Some((id, known.pools.get(id)?)));
    let (ids, members): (Vec<Uuid>, Vec<Vec<u8>>) =
        pools.map(|(id, pool)| (Uuid::from_bytes(*id.as_bytes()), members::encode(pool))).unzip();
    session.execute(RECORD_POOLS, &[&ids, &members]).await
}

async fn add_counters(session: &Session, counters: &Counters) -> Result<(), Error> {
    if *counters == Counters::default() {
        return Ok(());
    }
    let [a, b, c, d, e, f, g, h] = counter_row(counters).map(u64::cast_signed);
    session.execute(ADD_COUNTERS, &[&a, &b, &c, &d, &e, &f, &g, &h]).await
}

fn uuid(cmid: &Cmid) -> Uuid {
    Uuid::from_bytes(*cmid.as_bytes())
}
