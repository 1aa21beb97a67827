//! The host's store: count, inventory, counters, events and settings, in SQLite.

use crate::{HostError, Settings, publish::SrvRecord};
use muster_core::{
    code::Code,
    counters::Counters,
    id::{ApplicationId, Cmid, HardwareId},
    pack::Pack,
    pool::{Member, Pool},
    request::{Ask, Sighting},
    time::Moment,
};
use muster_service::sqlite;
use muster_wire::event::{Event, Level, RequestHandled};
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::path::Path;

const MIGRATIONS: &[&str] = &[include_str!("../migrations/001.sql")];
const MEMBER_BYTES: usize = 24;

pub(crate) struct Store {
    connection: Connection,
}

impl Store {
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
        self.connection.execute("VACUUM INTO ?1", [path.display().to_string()])?;
        Ok(())
    }

    /// Changes whenever another connection has committed.
    pub(crate) fn version(&self) -> rusqlite::Result<u64> {
        self.connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))
    }

    /// Starts a transaction; dropped without [`Batch::commit`] it leaves no trace.
    pub(crate) fn begin(&mut self) -> rusqlite::Result<Batch<'_>> {
        Ok(Batch(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?))
    }

    pub(crate) fn pool(&self, pack: &Pack, application: ApplicationId) -> rusqlite::Result<Pool> {
        let find = "SELECT members FROM pool WHERE application = ?1";
        let members: Option<Vec<u8>> =
            self.connection.query_row(find, [application.as_bytes()], |row| row.get(0)).optional()?;
        Ok(Pool::restore(pack.threshold(application), decode_members(&members.unwrap_or_default())))
    }

    pub(crate) fn counters(&self) -> rusqlite::Result<Counters> {
        self.connection.query_row(
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
        )
    }

    pub(crate) fn settings(&self) -> rusqlite::Result<Settings> {
        let mut find = self.connection.prepare("SELECT name, value FROM setting")?;
        let mut settings = Settings::default();
        let mut rows = find.query([])?;
        while let Some(row) = rows.next()? {
            settings.take_row(row.get_ref(0)?.as_str()?, row.get_ref(1)?.as_str()?);
        }
        Ok(settings)
    }

    pub(crate) fn set_settings(&mut self, settings: &Settings) -> rusqlite::Result<()> {
        let batch = self.begin()?;
        for (name, value) in settings.to_rows() {
            batch.0.execute("INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)", [name, &value])?;
        }
        batch.commit()
    }

    pub(crate) fn published(&self) -> rusqlite::Result<Vec<SrvRecord>> {
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
        rows.collect()
    }

    pub(crate) fn set_published(&self, record: &SrvRecord) -> rusqlite::Result<()> {
        let row = params![record.domain, record.priority, record.weight, record.port, record.target];
        self.connection.execute("INSERT OR REPLACE INTO published VALUES (?1, ?2, ?3, ?4, ?5)", row)?;
        Ok(())
    }

    pub(crate) fn clear_published(&self, domain: &str) -> rusqlite::Result<()> {
        self.connection.execute("DELETE FROM published WHERE domain = ?1", [domain])?;
        Ok(())
    }

    pub(crate) fn add_event(&self, event: &Event) -> rusqlite::Result<()> {
        add_event(&self.connection, event)
    }

    /// Calls `each` for the newest requests, newest first.
    pub(crate) fn requests(&self, limit: u32, mut each: impl FnMut(RequestHandled)) -> rusqlite::Result<()> {
        let mut find = self.connection.prepare(
            "SELECT at, code, threshold, machine, cmid, client_time, virtual_machine, status, minutes_left, product, count
             FROM request ORDER BY id DESC LIMIT ?1",
        )?;
        let mut rows = find.query([limit])?;
        while let Some(row) = rows.next()? {
            each(RequestHandled {
                at: Moment::from_unix(row.get(0)?),
                code: Code(row.get(1)?),
                threshold: row.get(2)?,
                machine: row.get(3)?,
                cmid: Cmid::from_bytes(row.get(4)?),
                client_time: Moment::from_unix(row.get(5)?),
                virtual_machine: row.get(6)?,
                status: row.get(7)?,
                minutes_left: row.get(8)?,
                product: muster_core::id::ActivationId::from_bytes(row.get(9)?),
                count: row.get(10)?,
            });
        }
        Ok(())
    }

    /// The host's other events, newest first.
    pub(crate) fn events(&self, limit: u32) -> rusqlite::Result<Vec<Event>> {
        let mut find = self
            .connection
            .prepare("SELECT time, number, level, message, info FROM event ORDER BY id DESC LIMIT ?1")?;
        let rows = find.query_map([limit], |row| {
            let level = match row.get_ref(2)?.as_str()? {
                "error" => Level::Error,
                "warning" => Level::Warning,
                _ => Level::Information,
            };
            Ok(Event { time: row.get(0)?, id: row.get(1)?, level, message: row.get(3)?, info: row.get(4)? })
        })?;
        rows.collect()
    }

    /// The inventory: calls `each` for every row, in the order of the machine ids.
    pub(crate) fn machines(&self, mut each: impl FnMut(crate::MachineRow)) -> rusqlite::Result<()> {
        let mut find = self.connection.prepare(
            "SELECT cmid, product, hardware, name, first_seen, last_seen, requests, last_code, activated_until
             FROM machine ORDER BY cmid, product, first_seen",
        )?;
        let mut rows = find.query([])?;
        while let Some(row) = rows.next()? {
            each(crate::MachineRow {
                cmid: Cmid::from_bytes(row.get(0)?),
                product: muster_core::id::ActivationId::from_bytes(row.get(1)?),
                hardware: HardwareId::from_bytes(row.get(2)?),
                name: row.get(3)?,
                first_seen: Moment::from_unix(row.get(4)?),
                last_seen: Moment::from_unix(row.get(5)?),
                requests: row.get(6)?,
                last_code: Code(row.get(7)?),
                activated_until: row.get::<_, Option<i64>>(8)?.map(Moment::from_unix),
            });
        }
        Ok(())
    }
}

/// A transaction of the writer: everything that one group of requests changes.
pub(crate) struct Batch<'s>(Transaction<'s>);

impl Batch<'_> {
    /// What was seen before under this CMID for this product.
    pub(crate) fn sightings(&self, ask: &Ask) -> rusqlite::Result<Vec<Sighting>> {
        let mut find = self.0.prepare_cached("SELECT hardware, name FROM machine WHERE cmid = ?1 AND product = ?2")?;
        let rows = find.query_map(params![ask.cmid.as_bytes(), ask.product.as_bytes()], |row| {
            Ok(Sighting { hardware: HardwareId::from_bytes(row.get(0)?), machine: row.get(1)? })
        })?;
        rows.collect()
    }

    /// Whether a machine has ever asked, for whatever product.
    pub(crate) fn is_known(&self, cmid: Cmid) -> rusqlite::Result<bool> {
        let mut find = self.0.prepare_cached("SELECT EXISTS (SELECT 1 FROM machine WHERE cmid = ?1)")?;
        find.query_row([cmid.as_bytes()], |row| row.get(0))
    }

    /// Takes a machine out of the inventory.
    pub(crate) fn forget(&self, cmid: Cmid) -> rusqlite::Result<()> {
        self.0.execute("DELETE FROM machine WHERE cmid = ?1", [cmid.as_bytes()]).map(drop)
    }

    pub(crate) fn record_machine(
        &self,
        ask: &Ask,
        code: Code,
        activated_until: Option<Moment>,
        now: Moment,
    ) -> rusqlite::Result<()> {
        let mut record = self.0.prepare_cached(
            "INSERT INTO machine
                (cmid, product, hardware, name, first_seen, last_seen, requests, last_code, activated_until)
             VALUES (?1, ?2, ?3, ?4, ?5, ?5, 1, ?6, ?7)
             ON CONFLICT DO UPDATE SET name = excluded.name, last_seen = excluded.last_seen,
                requests = machine.requests + 1, last_code = excluded.last_code,
                activated_until = coalesce(excluded.activated_until, machine.activated_until)",
        )?;
        record.execute(params![
            ask.cmid.as_bytes(),
            ask.product.as_bytes(),
            ask.hardware.as_bytes(),
            ask.machine,
            now.unix(),
            code.0,
            activated_until.map(Moment::unix),
        ])?;
        Ok(())
    }

    pub(crate) fn record_request(&self, request: &RequestHandled) -> rusqlite::Result<()> {
        let mut record = self.0.prepare_cached(
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

    pub(crate) fn record_event(&self, event: &Event) -> rusqlite::Result<()> {
        add_event(&self.0, event)
    }

    pub(crate) fn set_pool(&self, application: ApplicationId, pool: &Pool) -> rusqlite::Result<()> {
        let mut record = self.0.prepare_cached("INSERT OR REPLACE INTO pool (application, members) VALUES (?1, ?2)")?;
        record.execute(params![application.as_bytes(), encode_members(pool)])?;
        Ok(())
    }

    pub(crate) fn set_counters(&self, counters: &Counters) -> rusqlite::Result<()> {
        let [unlicensed, licensed, initial, additional, non_genuine, notification] = counters.by_status;
        let mut record = self.0.prepare_cached(
            "UPDATE counters SET total = ?1, failed = ?2, unlicensed = ?3, licensed = ?4, initial_grace = ?5,
                additional_grace = ?6, non_genuine_grace = ?7, notification = ?8",
        )?;
        let row =
            [counters.total, counters.failed, unlicensed, licensed, initial, additional, non_genuine, notification];
        record.execute(row.map(u64::cast_signed))?;
        Ok(())
    }

    /// Ends the transaction. When this returns, it is on disk.
    pub(crate) fn commit(self) -> rusqlite::Result<()> {
        self.0.commit()
    }
}

fn add_event(connection: &Connection, event: &Event) -> rusqlite::Result<()> {
    let level = match event.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Information => "information",
    };
    let mut record = connection
        .prepare_cached("INSERT INTO event (time, number, level, message, info) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    record.execute(params![event.time, event.id, level, event.message, event.info])?;
    Ok(())
}

fn encode_members(pool: &Pool) -> Vec<u8> {
    let bytes = |member: &Member| [&member.cmid.as_bytes()[..], &member.seen.unix().to_be_bytes()].concat();
    pool.members().flat_map(bytes).collect()
}

fn decode_members(bytes: &[u8]) -> Vec<Member> {
    let (records, _) = bytes.as_chunks::<MEMBER_BYTES>();
    let member = |record: &[u8; MEMBER_BYTES]| {
        let (cmid, seen) = (record.first_chunk::<16>()?, record.last_chunk::<8>()?);
        Some(Member { cmid: Cmid::from_bytes(*cmid), seen: Moment::from_unix(i64::from_be_bytes(*seen)) })
    };
    records.iter().filter_map(member).collect()
}
