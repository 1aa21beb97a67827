//! The store in SQLite: one file in the host's directory, written by one host.

mod evidence;
#[cfg(feature = "console")]
mod few_rows;
mod group;
#[cfg(feature = "console")]
mod inventory_page;
mod jobs;
#[cfg(feature = "console")]
mod last_seen;
mod rows;
#[cfg(feature = "console")]
mod standings;

use super::{
    changes::Changes,
    error::StoreError,
    interface::{GroupContext, InventoryStats, Notice, PAGE_ROWS, Page, Pruned, Store},
    row_key::RowKey,
    stored_clock::StoredClock,
};
use crate::{machine_row::MachineRow, srv_record::SrvRecord};
use ipnet::IpNet;
use muster_core::{
    event::RequestHandled,
    host::{
        count::Pool,
        counters::Counters,
        group::LoadedState,
        refusals::{RefusalKey, Refusals},
        settings::HostSettings,
    },
    id::{ApplicationId, Cmid},
    sentence,
    sentence::Sentence,
    time::Moment,
};
use muster_proto::event::Event;
use muster_server::sqlite::{self, OpenError};
use rusqlite::{Connection, Row, ToSql, TransactionBehavior, params};
use std::{
    collections::{BTreeSet, HashMap},
    path::Path,
};

const MIGRATIONS: &[&str] = &[
    include_str!("../../../migrations/001.sql"),
    include_str!("../../../migrations/002.sql"),
    include_str!("../../../migrations/003.sql"),
    include_str!("../../../migrations/004.sql"),
    include_str!("../../../migrations/005.sql"),
    include_str!("../../../migrations/006.sql"),
    include_str!("../../../migrations/007.sql"),
    include_str!("../../../migrations/008.sql"),
    include_str!("../../../migrations/009.sql"),
    include_str!("../../../migrations/010.sql"),
    include_str!("../../../migrations/011.sql"),
    include_str!("../../../migrations/012.sql"),
    include_str!("../../../migrations/013.sql"),
    include_str!("../../../migrations/014.sql"),
    include_str!("../../../migrations/015.sql"),
    include_str!("../../../migrations/016.sql"),
];

/// Statements that stay prepared: more than a group runs, for one beyond the limit would make each of them be prepared again.
const PREPARED_MAX: usize = 32;

/// Decodes a row.
type ReadRow<T> = fn(&Row<'_>) -> rusqlite::Result<T>;

/// An open store of one host.
pub struct SqliteStore {
    connection: Connection,
    /// See [`sqlite::map`]: for whoever decides requests. A page of the console ends before that is of use.
    is_mapped: bool,
}

impl SqliteStore {
    /// Opens the file, makes it if there is none, and brings its schema up to date.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        let connection = sqlite::open(path, MIGRATIONS)?;
        connection.set_prepared_statement_cache_capacity(PREPARED_MAX);
        Ok(Self { connection, is_mapped: false })
    }

    /// Checks that the file at `path`, which nobody writes to, is a whole store, without a write; returns what is wrong with it if not.
    pub fn check(path: &Path) -> Result<(), Sentence> {
        if !path.exists() {
            return Err(sentence!("{path} is missing", "{path} が見つかりません", path = path.display()));
        }
        let connection = sqlite::open_unchanging(path, MIGRATIONS)?;
        let damage = sqlite::damage(&connection).map_err(Sentence::foreign)?;
        damage.map_or(Ok(()), |damage| Err(Sentence::foreign(damage)))
    }

    /// Writes a consistent copy of the store into a new file, while others may write to the store.
    pub fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        Ok(sqlite::copy_to(&self.connection, path)?)
    }

    fn rows<T>(&self, text: &str, values: &[&dyn ToSql], read: ReadRow<T>) -> Result<Vec<T>, StoreError> {
        let mut find = self.connection.prepare_cached(text)?;
        let rows = find.query_map(values, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

#[cfg(feature = "console")]
impl muster_console::ConsoleDatabase for SqliteStore {
    fn connection(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

impl Store for SqliteStore {
    fn with_transaction(
        &mut self,
        applications: &[(ApplicationId, u32)],
        asking: &BTreeSet<Cmid>,
        decide: &mut dyn FnMut(&GroupContext, &mut LoadedState) -> Changes,
    ) -> Result<(), StoreError> {
        if !self.is_mapped {
            sqlite::map(&self.connection)?;
            self.is_mapped = true;
        }
        // Dropped without a commit, it leaves no trace.
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let context = GroupContext { settings: group::settings(&transaction)?, clock: group::clock(&transaction)? };
        let rows = group::pool_rows(&transaction, applications)?;
        let machines = group::machines(&transaction, asking)?;
        let mut state = LoadedState { pools: rows.restore(applications), machines };
        let changes = decide(&context, &mut state);
        group::write(&transaction, &changes, &rows.changes(&changes.pools, &state.pools))?;
        Ok(transaction.commit()?)
    }

    fn pools(&mut self, applications: &[(ApplicationId, u32)]) -> Result<HashMap<ApplicationId, Pool>, StoreError> {
        Ok(group::pool_rows(&self.connection, applications)?.restore(applications))
    }

    fn probe_write(&mut self, bytes: u32) -> Result<(), StoreError> {
        // SQLite writes nothing where a page stays as it was: so a row comes and goes, and each of the two is on disk.
        self.connection.execute(include_str!("probe_insert.sql"), [bytes / 2])?;
        self.connection.execute(include_str!("probe_delete.sql"), [])?;
        Ok(())
    }

    fn prune(&mut self, before: Moment) -> Result<Pruned, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let requests = transaction.execute(include_str!("request_prune.sql"), params![PAGE_ROWS, before.unix()])?;
        let events = transaction.execute(include_str!("event_prune.sql"), params![PAGE_ROWS, before.unix()])?;
        transaction.execute(include_str!("refusal_prune.sql"), [before.unix()])?;
        transaction.commit()?;
        let mut vacuum = self.connection.prepare(include_str!("incremental_vacuum.sql"))?;
        let mut freed = vacuum.query([])?;
        while freed.next()?.is_some() {}
        Ok(Pruned { requests: requests as u64, events: events as u64 })
    }

    fn clock(&mut self) -> Result<StoredClock, StoreError> {
        group::clock(&self.connection)
    }

    fn confirm_clock(&mut self, now: Moment) -> Result<(), StoreError> {
        self.connection.execute(include_str!("clock_confirm.sql"), [now.unix()])?;
        Ok(())
    }

    fn set_pruned(&mut self, now: Moment) -> Result<(), StoreError> {
        self.connection.execute(include_str!("clock_pruned.sql"), [now.unix()])?;
        Ok(())
    }

    fn advance_clock(&mut self, now: Moment) -> Result<(), StoreError> {
        group::advance_clock(&self.connection, now)
    }

    fn inventory_stats(&mut self, now: Moment) -> Result<InventoryStats, StoreError> {
        Ok(self.connection.query_row(include_str!("inventory_stats.sql"), [now.unix()], |row| {
            let next: Option<i64> = row.get("next_expiry")?;
            Ok(InventoryStats { machines: row.get("machines")?, next_expiry: next.map(Moment::from_unix) })
        })?)
    }

    fn counters(&mut self) -> Result<Counters, StoreError> {
        Ok(self.connection.query_row(include_str!("counters_read.sql"), [], rows::counters)?)
    }

    fn settings(&mut self) -> Result<HostSettings, StoreError> {
        group::settings(&self.connection)
    }

    fn change_settings(&mut self, change: &mut dyn FnMut(&mut HostSettings)) -> Result<HostSettings, StoreError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut settings = group::settings(&transaction)?;
        change(&mut settings);
        for (name, value) in crate::settings::to_rows(&settings) {
            transaction.execute(include_str!("setting_upsert.sql"), [name, &value])?;
        }
        transaction.commit()?;
        Ok(settings)
    }

    fn published(&mut self) -> Result<Vec<SrvRecord>, StoreError> {
        self.rows(include_str!("published_read.sql"), &[], rows::srv_record)
    }

    fn set_published(&mut self, record: &SrvRecord) -> Result<(), StoreError> {
        let SrvRecord { service, domain, priority, weight, port, target } = record;
        let row = params![domain, priority, weight, port, target, service];
        self.connection.execute(include_str!("published_upsert.sql"), row)?;
        Ok(())
    }

    fn clear_published(&mut self, domain: &str) -> Result<(), StoreError> {
        self.connection.execute(include_str!("published_delete.sql"), [domain])?;
        Ok(())
    }

    fn notice(&mut self, subject: &str) -> Result<Option<Notice>, StoreError> {
        Ok(self.rows(include_str!("notice_read.sql"), params![subject], rows::notice)?.pop())
    }

    fn set_notice(&mut self, subject: &str, notice: Notice) -> Result<(), StoreError> {
        let row = params![subject, notice.until.unix(), notice.days];
        self.connection.execute(include_str!("notice_upsert.sql"), row)?;
        Ok(())
    }

    fn rate_limits(&mut self, limit: u32) -> Result<Vec<(IpNet, i64)>, StoreError> {
        let rows = self.rows(include_str!("rate_limit_read.sql"), params![limit], rows::rate_limit)?;
        Ok(rows.into_iter().flatten().collect())
    }

    fn prune_rate_limits(&mut self, before: Moment) -> Result<(), StoreError> {
        let millis = before.unix().saturating_mul(1_000);
        self.connection.execute(include_str!("rate_limit_prune.sql"), [millis])?;
        Ok(())
    }

    fn refusals(&mut self, limit: u32) -> Result<Vec<(RefusalKey, Refusals)>, StoreError> {
        let rows = self.rows(include_str!("refusal_read.sql"), params![limit], rows::refusal)?;
        Ok(rows.into_iter().flatten().collect())
    }

    fn add_event(&mut self, event: &Event) -> Result<(), StoreError> {
        Ok(group::add_event(&self.connection, event)?)
    }

    fn requests_after(&mut self, id: i64) -> Result<Page<RequestHandled>, StoreError> {
        self.rows(include_str!("request_after.sql"), params![id, PAGE_ROWS], rows::request)
    }

    fn requests_before(&mut self, id: i64, limit: u32) -> Result<Page<RequestHandled>, StoreError> {
        self.rows(include_str!("request_before.sql"), params![id, limit], rows::request)
    }

    fn events_after(&mut self, id: i64) -> Result<Page<Event>, StoreError> {
        self.rows(include_str!("event_after.sql"), params![id, PAGE_ROWS], rows::event)
    }

    fn events_before(&mut self, id: i64, limit: u32) -> Result<Page<Event>, StoreError> {
        self.rows(include_str!("event_before.sql"), params![id, limit], rows::event)
    }

    fn machines_from(&mut self, (cmid, product, hardware): RowKey) -> Result<Vec<MachineRow>, StoreError> {
        let first = params![cmid.as_bytes(), product.as_bytes(), hardware.as_bytes(), PAGE_ROWS];
        self.rows(include_str!("machine_from.sql"), first, rows::machine)
    }
}
