//! Rows of PostgreSQL as the types that the host works with. Columns are found by their names.

use crate::{
    machine_row::MachineRow,
    srv_record::SrvRecord,
    store::{
        columns::{level_named, network_named},
        error::StoreError,
        interface::{Notice, SharingHost},
        pool_rows::{PoolRow, PoolRows},
        stored_clock::StoredClock,
    },
};
use ipnet::IpNet;
use muster_core::{
    code::Code,
    event::RequestHandled,
    host::{
        counters::Counters,
        refusals::{RefusalKey, Refusals},
        settings::HostSettings,
    },
    id::{ActivationId, ApplicationId, Cmid, HardwareId},
    sentence,
    time::Moment,
};
use muster_proto::event::Event;
use tokio_postgres::{Error, Row};
use uuid::Uuid;

pub(super) fn counters(row: &Row) -> Result<Counters, StoreError> {
    Ok(Counters {
        total: number(row, "total")?,
        failed: number(row, "failed")?,
        by_status: [
            number(row, "unlicensed")?,
            number(row, "licensed")?,
            number(row, "initial_grace")?,
            number(row, "additional_grace")?,
            number(row, "non_genuine_grace")?,
            number(row, "notification")?,
        ],
    })
}

pub(super) fn clock(rows: &[Row]) -> Result<StoredClock, Error> {
    let Some(row) = rows.first() else { return Ok(StoredClock::default()) };
    let moment = |column: &str| row.try_get::<_, Option<i64>>(column).map(|seconds| seconds.map(Moment::from_unix));
    Ok(StoredClock {
        latest: moment("latest")?,
        confirmed: moment("confirmed")?,
        pruned: moment("pruned")?,
        server: moment("server")?,
    })
}

/// An event with the number that the store gave it.
pub(super) fn event(row: &Row) -> Result<(i64, Event), StoreError> {
    let event = Event {
        time: moment(row, "at")?,
        id: number(row, "number")?,
        level: level_named(row.try_get("level")?),
        message: row.try_get("message")?,
        info: row.try_get("info")?,
    };
    Ok((row.try_get("id")?, event))
}

pub(super) fn machine(row: &Row) -> Result<MachineRow, StoreError> {
    Ok(MachineRow {
        cmid: Cmid::from_bytes(id(row, "cmid")?),
        product: ActivationId::from_bytes(id(row, "product")?),
        hardware: HardwareId::from_bytes(id(row, "hardware")?),
        name: row.try_get("name")?,
        first_seen: moment(row, "first_seen")?,
        last_seen: moment(row, "last_seen")?,
        requests: number(row, "requests")?,
        last_code: Code(number(row, "last_code")?),
        activated_until: row.try_get::<_, Option<i64>>("activated_until")?.map(Moment::from_unix),
        counter: number(row, "counter")?,
        rolled_back: row.try_get::<_, Option<i64>>("rolled_back")?.map(Moment::from_unix),
    })
}

pub(super) fn pool_rows(rows: &[Row]) -> Result<PoolRows, Error> {
    let pool_row = |row: &Row| {
        Ok(PoolRow {
            application: ApplicationId::from_bytes(id(row, "application")?),
            slot: row.try_get("slot")?,
            cmid: Cmid::from_bytes(id(row, "cmid")?),
            last_seen: moment(row, "last_seen")?,
            sequence: row.try_get("sequence")?,
        })
    };
    Ok(PoolRows::new(rows.iter().map(pool_row).collect::<Result<Vec<_>, Error>>()?))
}

/// A request with the number that the store gave it.
pub(super) fn request(row: &Row) -> Result<(i64, RequestHandled), StoreError> {
    let request = RequestHandled {
        at: moment(row, "at")?,
        code: Code(number(row, "code")?),
        threshold: number(row, "threshold")?,
        machine: row.try_get("machine")?,
        cmid: Cmid::from_bytes(id(row, "cmid")?),
        client_time: moment(row, "client_time")?,
        virtual_machine: row.try_get("virtual_machine")?,
        status: number(row, "status")?,
        minutes_left: number(row, "minutes_left")?,
        product: ActivationId::from_bytes(id(row, "product")?),
        count: number(row, "count")?,
    };
    Ok((row.try_get("id")?, request))
}

pub(super) fn settings(rows: &[Row]) -> Result<HostSettings, Error> {
    let mut settings = HostSettings::default();
    for row in rows {
        crate::settings::take_row(&mut settings, row.try_get("name")?, row.try_get("value")?);
    }
    Ok(settings)
}

/// A network and when it may bring the next machine; none for what is no network.
pub(super) fn rate_limit(row: &Row) -> Result<Option<(IpNet, i64)>, StoreError> {
    let due = row.try_get("due")?;
    Ok(network_named(row.try_get("network")?).map(|network| (network, due)))
}

/// A sum of refused requests; none for what is no network.
pub(super) fn refusal(row: &Row) -> Result<Option<(RefusalKey, Refusals)>, StoreError> {
    let (day, code) = (row.try_get("day")?, Code(number(row, "code")?));
    let refusals =
        Refusals { requests: number(row, "requests")?, first: moment(row, "first_at")?, last: moment(row, "last_at")? };
    Ok(network_named(row.try_get("network")?).map(|network| ((day, code, network), refusals)))
}

pub(super) fn notice(row: &Row) -> Result<Notice, StoreError> {
    Ok(Notice { until: Moment::from_unix(row.try_get("until")?), days: number(row, "days")? })
}

pub(super) fn srv_record(row: &Row) -> Result<SrvRecord, StoreError> {
    Ok(SrvRecord {
        service: row.try_get("service")?,
        domain: row.try_get("domain")?,
        priority: number(row, "priority")?,
        weight: number(row, "weight")?,
        port: number(row, "port")?,
        target: row.try_get("target")?,
    })
}

pub(super) fn id(row: &Row, column: &str) -> Result<[u8; 16], Error> {
    Ok(row.try_get::<_, Uuid>(column)?.into_bytes())
}

pub(super) fn moment(row: &Row, column: &str) -> Result<Moment, Error> {
    row.try_get(column).map(Moment::from_unix)
}

pub(super) fn sharing_host(row: &Row) -> Result<SharingHost, StoreError> {
    Ok(SharingHost { name: row.try_get("name")?, seen: moment(row, "seen")?, version: row.try_get("version")? })
}

/// A number of a column that is wider than its type: the store is damaged if it does not fit.
pub(super) fn number<T: TryFrom<i64>>(row: &Row, column: &str) -> Result<T, StoreError> {
    let number: i64 = row.try_get(column)?;
    T::try_from(number).map_err(|_| StoreError::Damaged(sentence!("{column} is {number}", "{column} が {number} です")))
}
