//! The host's store keeps count, inventory, counters, events and settings: in SQLite in the host's directory, or in a
//! PostgreSQL database that several hosts share. It decides nothing: it reads a group of requests, lets the caller decide, and
//! writes the changes. Each SQL statement lies in a file beside the code of its engine.

mod migrate;
mod pool_rows;
mod postgres;
mod sqlite;

pub use migrate::MigrationStats;
pub use migrate::migrate;
pub use postgres::PostgresStore;
pub use sqlite::SqliteStore;

use crate::{machine_row::MachineRow, srv_record::SrvRecord};
use muster_core::host::settings::HostSettings;
use muster_core::{
    code::{self, Code},
    host::{count::Pool, counters::Counters, group::LoadedState},
    id::{ActivationId, ApplicationId, Cmid, HardwareId},
    time::Moment,
};
use muster_proto::event::{Event, Level, RequestHandled};
use muster_server::postgres::PostgresError;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Rows that are read or removed at once where there may be many.
pub const PAGE_ROWS: u32 = 1_000;

/// Rows with the numbers that the store gave them, in its order.
pub type Page<T> = Vec<(i64, T)>;

/// What a host remembers, on disk. One trait, not one for each use: whoever opens a store holds one connection and uses most of it.
pub trait Store: Send {
    /// Reads what a group of requests needs, lets `decide` decide it, and writes what changed, in one transaction: it is on
    /// disk when this returns without an error, and nothing of it remains after an error. Nobody else decides by the same
    /// count meanwhile. `applications` gives the threshold of each, `asking` the machines.
    fn with_transaction(
        &mut self,
        applications: &[(ApplicationId, u32)],
        asking: &BTreeSet<Cmid>,
        decide: &mut dyn FnMut(&HostSettings, &mut LoadedState) -> Changes,
    ) -> Result<(), StoreError>;

    /// The count of each application.
    fn pools(&mut self, applications: &[(ApplicationId, u32)]) -> Result<HashMap<ApplicationId, Pool>, StoreError>;
    /// Writes `bytes` durably and removes them: fails if the store takes nothing.
    fn probe_write(&mut self, bytes: u32) -> Result<(), StoreError>;
    /// Removes the oldest requests and events from before a moment, at most [`PAGE_ROWS`] of each, and frees their space.
    /// Returns how many requests it removed.
    fn prune(&mut self, before: Moment) -> Result<u64, StoreError>;
    /// Counts the inventory. It reads all of it.
    fn inventory_stats(&mut self, now: Moment) -> Result<InventoryStats, StoreError>;
    /// The cumulative counters.
    fn counters(&mut self) -> Result<Counters, StoreError>;
    /// This host's settings.
    fn settings(&mut self) -> Result<HostSettings, StoreError>;
    /// Stores all settings of this host.
    fn set_settings(&mut self, settings: &HostSettings) -> Result<(), StoreError>;
    /// The SRV records that this host has published, in the order of their domains.
    fn published(&mut self) -> Result<Vec<SrvRecord>, StoreError>;
    /// Stores a record that this host has published; it replaces the one of the same domain.
    fn set_published(&mut self, record: &SrvRecord) -> Result<(), StoreError>;
    /// Removes the record of a domain.
    fn clear_published(&mut self, domain: &str) -> Result<(), StoreError>;
    /// Stores an event by itself.
    fn add_event(&mut self, event: &Event) -> Result<(), StoreError>;

    /// The requests after a number, oldest first, at most [`PAGE_ROWS`].
    fn requests_after(&mut self, id: i64) -> Result<Page<RequestHandled>, StoreError>;
    /// The `limit` requests before a number, newest first.
    fn requests_before(&mut self, id: i64, limit: u32) -> Result<Page<RequestHandled>, StoreError>;
    /// The events after a number, oldest first, at most [`PAGE_ROWS`].
    fn events_after(&mut self, id: i64) -> Result<Page<Event>, StoreError>;
    /// The `limit` events before a number, newest first.
    fn events_before(&mut self, id: i64, limit: u32) -> Result<Page<Event>, StoreError>;
    /// The rows of the inventory from a key on, in the order of their keys, at most [`PAGE_ROWS`].
    fn machines_from(&mut self, first: RowKey) -> Result<Vec<MachineRow>, StoreError>;

    /// Calls `each` for the newest requests, newest first.
    fn requests(&mut self, limit: u32, each: &mut dyn FnMut(RequestHandled)) -> Result<(), StoreError> {
        newest(limit, |id, size| self.requests_before(id, size), each)
    }

    /// The newest events, newest first.
    fn events(&mut self, limit: u32) -> Result<Vec<Event>, StoreError> {
        let mut events = Vec::new();
        newest(limit, |id, size| self.events_before(id, size), &mut |event| events.push(event))?;
        Ok(events)
    }

    /// Calls `each` for every row of the inventory, in the order of the machine ids.
    fn machines(&mut self, each: &mut dyn FnMut(MachineRow)) -> Result<(), StoreError> {
        let mut next = Some(FIRST_KEY);
        while let Some(first) = next {
            let rows = self.machines_from(first)?;
            next = rows.last().and_then(key_after);
            rows.into_iter().for_each(&mut *each);
        }
        Ok(())
    }
}

/// Calls `each` for at most `limit` rows, newest first, page by page.
fn newest<T>(
    limit: u32,
    mut page: impl FnMut(i64, u32) -> Result<Page<T>, StoreError>,
    each: &mut dyn FnMut(T),
) -> Result<(), StoreError> {
    let (mut left, mut before) = (limit, i64::MAX);
    while left > 0 {
        let size = left.min(PAGE_ROWS);
        let rows = page(before, size)?;
        let Some((last, _)) = rows.last() else { break };
        before = *last;
        rows.into_iter().for_each(|(_, row)| each(row));
        left -= size;
    }
    Ok(())
}

/// What is counted over the whole inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InventoryStats {
    /// Rows of the inventory.
    pub machines: u64,
    /// The first expiry of an activation that lies ahead.
    pub next_expiry: Option<Moment>,
}

/// One row of the inventory: a machine, a product, and the hardware that it was asked from.
pub type RowKey = (Cmid, ActivationId, HardwareId);

/// The key that no other stands before.
pub const FIRST_KEY: RowKey =
    (Cmid::from_bytes([0; 16]), ActivationId::from_bytes([0; 16]), HardwareId::from_bytes([0; 16]));

/// The key that follows that of a row, if one can.
pub fn key_after(row: &MachineRow) -> Option<RowKey> {
    let [cmid, product, hardware] =
        [row.cmid.as_bytes(), row.product.as_bytes(), row.hardware.as_bytes()].map(|bytes| u128::from_be_bytes(*bytes));
    let [cmid, product, hardware] = match (hardware.checked_add(1), product.checked_add(1), cmid.checked_add(1)) {
        (Some(hardware), _, _) => [cmid, product, hardware],
        (None, Some(product), _) => [cmid, product, 0],
        (None, None, Some(cmid)) => [cmid, 0, 0],
        (None, None, None) => return None,
    }
    .map(u128::to_be_bytes);
    Some((Cmid::from_bytes(cmid), ActivationId::from_bytes(product), HardwareId::from_bytes(hardware)))
}

/// What a group of requests changes.
#[derive(Debug, Default)]
pub struct Changes {
    /// In the order of their keys: two hosts that write the same rows do not wait for each other in a circle.
    pub machines: BTreeMap<RowKey, MachineChange>,
    /// Added to the history, in this order.
    pub requests: Vec<RequestHandled>,
    /// Added to the events, in this order.
    pub events: Vec<Event>,
    /// The applications whose pools have changed.
    pub pools: BTreeSet<ApplicationId>,
    /// What is added to the counters.
    pub counters: Counters,
    /// Machines that leave the inventory.
    pub forgotten: Vec<Cmid>,
}

/// What one row of the inventory takes from a group.
#[derive(Debug)]
pub struct MachineChange {
    /// Replaces the name that was stored.
    pub name: String,
    /// Stored only if the row is new.
    pub first_seen: Moment,
    /// Replaces the time that was stored.
    pub last_seen: Moment,
    /// Added to the number of requests that was stored.
    pub requests: u64,
    /// Replaces the code that was stored.
    pub last_code: Code,
    /// Replaces what was stored; None leaves it.
    pub activated_until: Option<Moment>,
}

impl Changes {
    /// Adds one request of a machine to its row.
    pub fn record(&mut self, key: RowKey, change: MachineChange) {
        match self.machines.entry(key) {
            std::collections::btree_map::Entry::Vacant(place) => drop(place.insert(change)),
            std::collections::btree_map::Entry::Occupied(mut place) => {
                let row = place.get_mut();
                row.requests += change.requests;
                row.activated_until = change.activated_until.or(row.activated_until);
                (row.name, row.last_seen, row.last_code) = (change.name, change.last_seen, change.last_code);
            }
        }
    }
}

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// SQLite.
    #[error("the store failed: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL.
    #[error("the database failed: {0}")]
    Postgres(#[from] PostgresError),
    /// The database holds another host's data.
    #[error(
        "the database is not empty: a host moves into an empty one; to share one that is in use, name it in host.toml"
    )]
    NotEmpty,
    /// What is stored does not hold together.
    #[error("the store is damaged: {0}")]
    Damaged(String),
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Postgres(error.into())
    }
}

impl StoreError {
    /// The documented code: a full disk is told from the rest.
    pub fn code(&self) -> Code {
        let full = match self {
            Self::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull),
            Self::Postgres(error) => error.is_disk_full(),
            Self::NotEmpty | Self::Damaged(_) => false,
        };
        if full { code::DISK_FULL } else { code::SERVER_DATABASE_ERROR }
    }
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Information => "information",
    }
}

fn level_named(name: &str) -> Level {
    match name {
        "error" => Level::Error,
        "warning" => Level::Warning,
        _ => Level::Information,
    }
}

/// The counters in the order of their columns.
fn counter_row(counters: &Counters) -> [u64; 8] {
    let [unlicensed, licensed, initial, additional, non_genuine, notification] = counters.by_status;
    [counters.total, counters.failed, unlicensed, licensed, initial, additional, non_genuine, notification]
}
