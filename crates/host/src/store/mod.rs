//! The host's store keeps count, inventory, counters, events and settings: in SQLite in the host's directory, or in a
//! PostgreSQL database that several hosts share. It decides nothing: it reads a group of requests, lets the caller decide, and
//! writes the changes. Each SQL statement lies in a file beside the code of its engine.
//!
//! The module is public for its conformance suite, which runs on both engines, and for tools that read a host's store. It is
//! not stable.

mod changes;
mod columns;
mod console_parts;
pub(crate) mod error;
mod evidence;
mod interface;
mod jobs;
#[cfg(feature = "postgres")]
mod migrate;
mod migration_stats;
mod pool_rows;
#[cfg(feature = "postgres")]
mod postgres;
mod row_key;
mod sqlite;
mod stored_clock;

pub use changes::{Changes, MachineChange};
pub use console_parts::ConsoleParts;
#[cfg(feature = "console")]
pub use console_parts::{InventoryPages, StateCount};
pub use error::StoreError;
pub use evidence::{EvidenceStore, StoredEvidence};
pub use interface::{GroupContext, InventoryStats, Notice, PAGE_ROWS, Page, Pruned, SharingHost, Store};
pub use jobs::{Job, JobCounts, JobOrder, JobStore, ManagedMachine, OrderIds, OrderTerm, SealedBytes};
#[cfg(feature = "postgres")]
pub use migrate::migrate;
pub use migration_stats::MigrationStats;
#[cfg(feature = "postgres")]
pub use postgres::PostgresStore;
pub use row_key::{FIRST_KEY, RowKey, key_after};
pub use sqlite::SqliteStore;
pub use stored_clock::StoredClock;
