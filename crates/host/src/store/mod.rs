//! Where count, inventory, counters, events and settings lie: SQLite in the host's directory, or a PostgreSQL database that
//! several hosts share. Neither decides anything: a group of requests is read, decided by whoever asked, and written.

mod members;
mod migrate;
mod postgres;
mod sqlite;

pub use migrate::MigrationStats;
pub(crate) use migrate::migrate;
pub(crate) use postgres::PostgresStore;
pub(crate) use sqlite::SqliteStore;

use crate::{MachineRow, Settings, publish::SrvRecord};
use muster_core::{
    code::{self, Code},
    counters::Counters,
    group::Known,
    id::{ActivationId, ApplicationId, Cmid, HardwareId},
    pool::Pool,
    time::Moment,
};
use muster_proto::event::{Event, Level, RequestHandled};
use muster_server::postgres::PostgresError;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A host's memory on disk.
pub(crate) trait Store: Send {
    /// Reads what a group of requests needs, lets it be decided, and writes what changed, as one transaction: when this returns
    /// without an error, it is on disk. Nobody else decides by the same count meanwhile. `applications` gives the threshold of
    /// each, `asking` the machines.
    fn with_transaction(
        &mut self,
        applications: &[(ApplicationId, u32)],
        asking: &BTreeSet<Cmid>,
        decide: &mut dyn FnMut(&Settings, &mut Known) -> Changes,
    ) -> Result<(), StoreError>;

    /// The count of each application.
    fn pools(&mut self, applications: &[(ApplicationId, u32)]) -> Result<HashMap<ApplicationId, Pool>, StoreError>;
    /// Writes `room` bytes durably, and removes them: whether the store works.
    fn probe_write(&mut self, room: u32) -> Result<(), StoreError>;
    /// Removes the oldest requests and events from before a moment, a page of them at most, and gives their room back. Returns
    /// how many requests there were.
    fn prune(&mut self, before: Moment) -> Result<u64, StoreError>;
    /// Counts the inventory. It reads all of it.
    fn inventory_stats(&mut self, now: Moment) -> Result<InventoryStats, StoreError>;
    /// The cumulative counters.
    fn counters(&mut self) -> Result<Counters, StoreError>;
    /// This host's settings.
    fn settings(&mut self) -> Result<Settings, StoreError>;
    fn set_settings(&mut self, settings: &Settings) -> Result<(), StoreError>;
    /// What this host has published.
    fn published(&mut self) -> Result<Vec<SrvRecord>, StoreError>;
    fn set_published(&mut self, record: &SrvRecord) -> Result<(), StoreError>;
    fn clear_published(&mut self, domain: &str) -> Result<(), StoreError>;
    fn add_event(&mut self, event: &Event) -> Result<(), StoreError>;
    /// Calls `each` for the newest requests, newest first.
    fn requests(&mut self, limit: u32, each: &mut dyn FnMut(RequestHandled)) -> Result<(), StoreError>;
    /// The other events, newest first.
    fn events(&mut self, limit: u32) -> Result<Vec<Event>, StoreError>;
    /// The inventory: calls `each` for every row, in the order of the machine ids.
    fn machines(&mut self, each: &mut dyn FnMut(MachineRow)) -> Result<(), StoreError>;
}

/// What is counted over the whole inventory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InventoryStats {
    /// Rows of the inventory.
    pub(crate) machines: u64,
    /// The first expiry of an activation that lies ahead.
    pub(crate) next_expiry: Option<Moment>,
}

/// One row of the inventory: a machine, a product, and the hardware that it was asked from.
pub(crate) type RowKey = (Cmid, ActivationId, HardwareId);

/// What a group of requests changes.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// In the order of their keys: two hosts that write the same rows do not wait for each other in a circle.
    pub(crate) machines: BTreeMap<RowKey, MachineChange>,
    pub(crate) requests: Vec<RequestHandled>,
    pub(crate) events: Vec<Event>,
    /// The applications whose pools have changed.
    pub(crate) pools: BTreeSet<ApplicationId>,
    /// What is added to the counters.
    pub(crate) counters: Counters,
    /// Machines that leave the inventory.
    pub(crate) forgotten: Vec<Cmid>,
}

/// What one row of the inventory takes from a group.
#[derive(Debug)]
pub(crate) struct MachineChange {
    pub(crate) name: String,
    pub(crate) first_seen: Moment,
    pub(crate) last_seen: Moment,
    pub(crate) requests: u64,
    pub(crate) last_code: Code,
    /// None leaves what is there.
    pub(crate) activated_until: Option<Moment>,
}

impl Changes {
    /// Adds one request of a machine to its row.
    pub(crate) fn record(&mut self, key: RowKey, change: MachineChange) {
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
