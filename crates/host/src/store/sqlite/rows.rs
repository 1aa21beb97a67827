//! Rows of SQLite as the types that the host works with. Columns are found by their names.

use crate::{
    machine_row::MachineRow,
    srv_record::SrvRecord,
    store::{
        columns::{level_named, network_named},
        interface::Notice,
    },
};
use ipnet::IpNet;
use muster_core::{
    code::Code,
    event::RequestHandled,
    host::{
        counters::Counters,
        refusals::{RefusalKey, Refusals},
    },
    id::{ActivationId, Cmid, HardwareId},
    time::Moment,
};
use muster_proto::event::Event;
use rusqlite::{Result, Row};

pub(super) fn counters(row: &Row<'_>) -> Result<Counters> {
    Ok(Counters {
        total: row.get("total")?,
        failed: row.get("failed")?,
        by_status: [
            row.get("unlicensed")?,
            row.get("licensed")?,
            row.get("initial_grace")?,
            row.get("additional_grace")?,
            row.get("non_genuine_grace")?,
            row.get("notification")?,
        ],
    })
}

/// An event with the number that the store gave it.
pub(super) fn event(row: &Row<'_>) -> Result<(i64, Event)> {
    let event = Event {
        time: moment(row, "at")?,
        id: row.get("number")?,
        level: level_named(row.get_ref("level")?.as_str()?),
        message: row.get("message")?,
        info: row.get("info")?,
    };
    Ok((row.get("id")?, event))
}

pub(super) fn machine(row: &Row<'_>) -> Result<MachineRow> {
    Ok(MachineRow {
        cmid: Cmid::from_bytes(row.get("cmid")?),
        product: ActivationId::from_bytes(row.get("product")?),
        hardware: HardwareId::from_bytes(row.get("hardware")?),
        name: row.get("name")?,
        first_seen: moment(row, "first_seen")?,
        last_seen: moment(row, "last_seen")?,
        requests: row.get("requests")?,
        last_code: Code(row.get("last_code")?),
        activated_until: row.get::<_, Option<i64>>("activated_until")?.map(Moment::from_unix),
        counter: row.get("counter")?,
        rolled_back: row.get::<_, Option<i64>>("rolled_back")?.map(Moment::from_unix),
    })
}

/// A request with the number that the store gave it.
pub(super) fn request(row: &Row<'_>) -> Result<(i64, RequestHandled)> {
    let request = RequestHandled {
        at: moment(row, "at")?,
        code: Code(row.get("code")?),
        threshold: row.get("threshold")?,
        machine: row.get("machine")?,
        cmid: Cmid::from_bytes(row.get("cmid")?),
        client_time: moment(row, "client_time")?,
        virtual_machine: row.get("virtual_machine")?,
        status: row.get("status")?,
        minutes_left: row.get("minutes_left")?,
        product: ActivationId::from_bytes(row.get("product")?),
        count: row.get("count")?,
    };
    Ok((row.get("id")?, request))
}

/// A network and when it may bring the next machine; none for what is no network.
pub(super) fn rate_limit(row: &Row<'_>) -> Result<Option<(IpNet, i64)>> {
    let due = row.get("due")?;
    Ok(network_named(row.get_ref("network")?.as_str()?).map(|network| (network, due)))
}

/// A sum of refused requests; none for what is no network.
pub(super) fn refusal(row: &Row<'_>) -> Result<Option<(RefusalKey, Refusals)>> {
    let (day, code) = (row.get("day")?, Code(row.get("code")?));
    let refusals =
        Refusals { requests: row.get("requests")?, first: moment(row, "first_at")?, last: moment(row, "last_at")? };
    Ok(network_named(row.get_ref("network")?.as_str()?).map(|network| ((day, code, network), refusals)))
}

pub(super) fn srv_record(row: &Row<'_>) -> Result<SrvRecord> {
    Ok(SrvRecord {
        service: row.get("service")?,
        domain: row.get("domain")?,
        priority: row.get("priority")?,
        weight: row.get("weight")?,
        port: row.get("port")?,
        target: row.get("target")?,
    })
}

pub(super) fn notice(row: &Row<'_>) -> Result<Notice> {
    Ok(Notice { until: moment(row, "until")?, days: row.get("days")? })
}

fn moment(row: &Row<'_>, column: &str) -> Result<Moment> {
    row.get(column).map(Moment::from_unix)
}
