//! The store in SQLite: one file in the host's directory, written by one host.

use super::{
    Changes, InventoryStats, MachineChange, RowKey, Store, StoreError, counter_row, level_name, level_named, members,
};
use crate::{HostError, MachineRow, Settings, publish::SrvRecord};
use muster_core::{
    code::Code,
    counters::Counters,
    group::{Known, Seen},
    id::{ActivationId, ApplicationId, Cmid, HardwareId},
    pool::Pool,
    request::Sighting,
    time::Moment,
};
use muster_proto::{
    event::{Event, RequestHandled},
    instant,
};
use muster_server::sqlite;
use rusqlite::{Connection, OptionalExtension, Row, TransactionBehavior, params};
use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};

const MIGRATIONS: &[&str] = &[include_str!("../../migrations/001.sql")];
/// Rows that are read at once where there may be many.
pub(super) const PAGE: i64 = 1_000;

pub(crate) struct SqliteStore {
    connection: Connection,
}

impl SqliteStore {
    pub(crate) fn open(path: &Path) -> Result<Self, HostError> {
        Ok(Self { connection: sqlite::open(path, MIGRATIONS)? })
    }

    /// Whether the file at `path` is a whole store; what is wrong with it, if not.
    pub(crate) fn check(path: &Path) -> Result<(), String> {
        if !path.exists() {
            return Err(format!("{} is missing", path.display()));
        }
        let store = Self::open(path).map_err(|error| error.to_string())?;
        let verdict: String = store
            .connection
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .map_err(|error| error.to_string())?;
        if verdict == "ok" { Ok(()) } else { Err(verdict) }
    }

    /// Writes a consistent copy of the store into a new file, whoever writes to it meanwhile.
    pub(crate) fn copy_to(&self, path: &Path) -> Result<(), HostError> {
        self.connection.execute("VACUUM INTO ?1", [path.display().to_string()]).map_err(StoreError::from)?;
        Ok(())
    }
}

/// Rows in the order of their keys, a page at a time.
impl SqliteStore {
    pub(super) fn machines_after(&self, last: Option<RowKey>) -> Result<Vec<MachineRow>, StoreError> {
        let above = last.map_or([[0; 16]; 3], |(cmid, product, hardware)| {
            [*cmid.as_bytes(), *product.as_bytes(), *hardware.as_bytes()]
        });
        let mut find = self.connection.prepare_cached(
            "SELECT cmid, product, hardware, name, first_seen, last_seen, requests, last_code, activated_until
             FROM machine WHERE (cmid, product, hardware) > (?1, ?2, ?3) ORDER BY cmid, product, hardware LIMIT ?4",
        )?;
        let [cmid, product, hardware] = above;
        let rows = find.query_map(params![cmid, product, hardware, PAGE], machine)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub(super) fn requests_after(&self, last: i64) -> Result<(Vec<RequestHandled>, i64), StoreError> {
        let mut find = self.connection.prepare_cached(
            "SELECT id, at, code, threshold, machine, cmid, client_time, virtual_machine, status, minutes_left, product,
                count
             FROM request WHERE id > ?1 ORDER BY id LIMIT ?2",
        )?;
        let rows = find.query_map(params![last, PAGE], |row| Ok((request(row, 1)?, row.get(0)?)))?;
        page(rows, last)
    }

    pub(super) fn events_after(&self, last: i64) -> Result<(Vec<Event>, i64), StoreError> {
        let mut find = self.connection.prepare_cached(
            "SELECT id, time, number, level, message, info FROM event WHERE id > ?1 ORDER BY id LIMIT ?2",
        )?;
        let rows = find.query_map(params![last, PAGE], |row| Ok((stored_event(row, 1)?, row.get(0)?)))?;
        page(rows, last)
    }
}

/// The rows of a page, and the id of the last of them.
fn page<T>(rows: impl Iterator<Item = rusqlite::Result<(T, i64)>>, last: i64) -> Result<(Vec<T>, i64), StoreError> {
    let (rows, ids): (Vec<T>, Vec<i64>) = rows.collect::<rusqlite::Result<Vec<_>>>()?.into_iter().unzip();
    Ok((rows, ids.last().copied().unwrap_or(last)))
}

impl Store for SqliteStore {
    fn with_transaction(
        &mut self,
        applications: &[(ApplicationId, u32)],
        asking: &BTreeSet<Cmid>,
        decide: &mut dyn FnMut(&Settings, &mut Known) -> Changes,
    ) -> Result<(), StoreError> {
        // Dropped without a commit it leaves no trace.
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let settings = settings(&transaction)?;
        let mut known = known(&transaction, applications, asking)?;
        let changes = decide(&settings, &mut known);
        write(&transaction, &changes, &known)?;
        Ok(transaction.commit()?)
    }

    fn pools(&mut self, applications: &[(ApplicationId, u32)]) -> Result<HashMap<ApplicationId, Pool>, StoreError> {
        Ok(known(&self.connection, applications, &BTreeSet::new())?.pools)
    }

    fn probe_write(&mut self, room: u32) -> Result<(), StoreError> {
        // What leaves a page as it was, SQLite does not write at all: a row comes and goes, each of them on disk.
        let write = "INSERT OR REPLACE INTO setting (name, value) VALUES ('probe', hex(zeroblob(?1)))";
        self.connection.execute(write, [room / 2])?;
        self.connection.execute("DELETE FROM setting WHERE name = 'probe'", [])?;
        Ok(())
    }

    fn prune(&mut self, before: Moment) -> Result<u64, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let requests = transaction.execute(
            "DELETE FROM request WHERE id IN (SELECT id FROM request ORDER BY id LIMIT ?1) AND at < ?2",
            params![PAGE, before.unix()],
        )?;
        transaction.execute(
            "DELETE FROM event WHERE id IN (SELECT id FROM event ORDER BY id LIMIT ?1) AND time < ?2",
            params![PAGE, instant::rfc3339(before)],
        )?;
        transaction.commit()?;
        // Each step gives one page back.
        let mut vacuum = self.connection.prepare("PRAGMA incremental_vacuum(1000)")?;
        let mut freed = vacuum.query([])?;
        while freed.next()?.is_some() {}
        Ok(requests as u64)
    }

    fn inventory_stats(&mut self, now: Moment) -> Result<InventoryStats, StoreError> {
        let count = "SELECT count(*), min(activated_until) FILTER (WHERE activated_until > ?1) FROM machine";
        Ok(self.connection.query_row(count, [now.unix()], |row| {
            let next: Option<i64> = row.get(1)?;
            Ok(InventoryStats { machines: row.get(0)?, next_expiry: next.map(Moment::from_unix) })
        })?)
    }

    fn counters(&mut self) -> Result<Counters, StoreError> {
        let counters = self.connection.query_row(
            "SELECT total, failed, unlicensed, licensed, initial_grace, additional_grace, non_genuine_grace, notification
             FROM counters",
            [],
            |row| {
                let mut by_status = [0; 6];
                for (index, counter) in by_status.iter_mut().enumerate() {
                    *counter = row.get(index + 2)?;
                }
                Ok(Counters { total: row.get(0)?, failed: row.get(1)?, by_status })
            },
        )?;
        Ok(counters)
    }

    fn settings(&mut self) -> Result<Settings, StoreError> {
        settings(&self.connection)
    }

    fn set_settings(&mut self, settings: &Settings) -> Result<(), StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for (name, value) in settings.to_rows() {
            transaction.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", [name, &value])?;
        }
        Ok(transaction.commit()?)
    }

    fn published(&mut self) -> Result<Vec<SrvRecord>, StoreError> {
        let mut find = self.connection.prepare("SELECT domain, priority, weight, port, target FROM published")?;
        let rows = find.query_map([], |row| {
            Ok(SrvRecord {
                domain: row.get(0)?,
                priority: row.get(1)?,
                weight: row.get(2)?,
                port: row.get(3)?,
                target: row.get(4)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn set_published(&mut self, record: &SrvRecord) -> Result<(), StoreError> {
        let row = params![record.domain, record.priority, record.weight, record.port, record.target];
        self.connection.execute("INSERT OR REPLACE INTO published VALUES (?1, ?2, ?3, ?4, ?5)", row)?;
        Ok(())
    }

    fn clear_published(&mut self, domain: &str) -> Result<(), StoreError> {
        self.connection.execute("DELETE FROM published WHERE domain = ?1", [domain])?;
        Ok(())
    }

    fn add_event(&mut self, event: &Event) -> Result<(), StoreError> {
        Ok(add_event(&self.connection, event)?)
    }

    fn requests(&mut self, limit: u32, each: &mut dyn FnMut(RequestHandled)) -> Result<(), StoreError> {
        let mut find = self.connection.prepare(
            "SELECT at, code, threshold, machine, cmid, client_time, virtual_machine, status, minutes_left, product, count
             FROM request ORDER BY id DESC LIMIT ?1",
        )?;
        let mut rows = find.query([limit])?;
        while let Some(row) = rows.next()? {
            each(request(row, 0)?);
        }
        Ok(())
    }

    fn events(&mut self, limit: u32) -> Result<Vec<Event>, StoreError> {
        let mut find = self
            .connection
            .prepare("SELECT time, number, level, message, info FROM event ORDER BY id DESC LIMIT ?1")?;
        let rows = find.query_map([limit], |row| stored_event(row, 0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn machines(&mut self, each: &mut dyn FnMut(MachineRow)) -> Result<(), StoreError> {
        let mut find = self.connection.prepare(
            "SELECT cmid, product, hardware, name, first_seen, last_seen, requests, last_code, activated_until
             FROM machine ORDER BY cmid, product, hardware",
        )?;
        let mut rows = find.query([])?;
        while let Some(row) = rows.next()? {
            each(machine(row)?);
        }
        Ok(())
    }
}

fn machine(row: &Row<'_>) -> rusqlite::Result<MachineRow> {
    Ok(MachineRow {
        cmid: Cmid::from_bytes(row.get(0)?),
        product: ActivationId::from_bytes(row.get(1)?),
        hardware: HardwareId::from_bytes(row.get(2)?),
        name: row.get(3)?,
        first_seen: Moment::from_unix(row.get(4)?),
        last_seen: Moment::from_unix(row.get(5)?),
        requests: row.get(6)?,
        last_code: Code(row.get(7)?),
        activated_until: row.get::<_, Option<i64>>(8)?.map(Moment::from_unix),
    })
}

/// The request in the columns from `first` on.
fn request(row: &Row<'_>, first: usize) -> rusqlite::Result<RequestHandled> {
    Ok(RequestHandled {
        at: Moment::from_unix(row.get(first)?),
        code: Code(row.get(first + 1)?),
        threshold: row.get(first + 2)?,
        machine: row.get(first + 3)?,
        cmid: Cmid::from_bytes(row.get(first + 4)?),
        client_time: Moment::from_unix(row.get(first + 5)?),
        virtual_machine: row.get(first + 6)?,
        status: row.get(first + 7)?,
        minutes_left: row.get(first + 8)?,
        product: ActivationId::from_bytes(row.get(first + 9)?),
        count: row.get(first + 10)?,
    })
}

/// The event in the columns from `first` on.
fn stored_event(row: &Row<'_>, first: usize) -> rusqlite::Result<Event> {
    Ok(Event {
        time: row.get(first)?,
        id: row.get(first + 1)?,
        level: level_named(row.get_ref(first + 2)?.as_str()?),
        message: row.get(first + 3)?,
        info: row.get(first + 4)?,
    })
}

fn settings(connection: &Connection) -> Result<Settings, StoreError> {
    let mut find = connection.prepare_cached("SELECT name, value FROM setting")?;
    let mut settings = Settings::default();
    let mut rows = find.query([])?;
    while let Some(row) = rows.next()? {
        let text = |column| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
        settings.take_row(text(0)?, text(1)?);
    }
    Ok(settings)
}

fn known(
    connection: &Connection,
    applications: &[(ApplicationId, u32)],
    asking: &BTreeSet<Cmid>,
) -> Result<Known, StoreError> {
    let mut known = Known::default();
    let mut find = connection.prepare_cached("SELECT members FROM pool WHERE application = ?1")?;
    for (application, threshold) in applications {
        let members: Option<Vec<u8>> = find.query_row([application.as_bytes()], |row| row.get(0)).optional()?;
        let members = members::decode(&members.unwrap_or_default());
        known.pools.insert(*application, Pool::restore(*threshold, members));
    }
    let mut find = connection.prepare_cached("SELECT product, hardware, name FROM machine WHERE cmid = ?1")?;
    for cmid in asking {
        let rows = find.query_map([cmid.as_bytes()], |row| {
            let sighting = Sighting { hardware: HardwareId::from_bytes(row.get(1)?), machine: row.get(2)? };
            Ok(Seen { product: ActivationId::from_bytes(row.get(0)?), sighting })
        })?;
        known.machines.insert(*cmid, rows.collect::<rusqlite::Result<_>>()?);
    }
    Ok(known)
}

fn write(connection: &Connection, changes: &Changes, known: &Known) -> Result<(), StoreError> {
    let mut forget = connection.prepare_cached("DELETE FROM machine WHERE cmid = ?1")?;
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
    let mut record = connection.prepare_cached("INSERT OR REPLACE INTO pool (application, members) VALUES (?1, ?2)")?;
    for application in &changes.pools {
        if let Some(pool) = known.pools.get(application) {
            record.execute(params![application.as_bytes(), members::encode(pool)])?;
        }
    }
    if changes.counters != Counters::default() {
        let mut add = connection.prepare_cached(
            "UPDATE counters SET total = total + ?1, failed = failed + ?2, unlicensed = unlicensed + ?3,
                licensed = licensed + ?4, initial_grace = initial_grace + ?5, additional_grace = additional_grace + ?6,
                non_genuine_grace = non_genuine_grace + ?7, notification = notification + ?8",
        )?;
        add.execute(counter_row(&changes.counters).map(u64::cast_signed))?;
    }
    Ok(())
}

fn record_machine(connection: &Connection, key: &RowKey, change: &MachineChange) -> rusqlite::Result<()> {
    let (cmid, product, hardware) = key;
    let mut record = connection.prepare_cached(
        "INSERT INTO machine
            (cmid, product, hardware, name, first_seen, last_seen, requests, last_code, activated_until)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT DO UPDATE SET name = excluded.name, last_seen = excluded.last_seen,
            requests = machine.requests + excluded.requests, last_code = excluded.last_code,
            activated_until = coalesce(excluded.activated_until, machine.activated_until)",
    )?;
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
    let mut record = connection.prepare_cached(
        "INSERT INTO request (at, code, threshold, machine, cmid, client_time, virtual_machine, status,
            minutes_left, product, count)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
    )?;
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

fn add_event(connection: &Connection, event: &Event) -> rusqlite::Result<()> {
    let mut record = connection
        .prepare_cached("INSERT INTO event (time, number, level, message, info) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    record.execute(params![event.time, event.id, level_name(event.level), event.message, event.info])?;
    Ok(())
}
