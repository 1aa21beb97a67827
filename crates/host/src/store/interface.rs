//! What both engines do for a host.

use super::{
    changes::Changes,
    console_parts::ConsoleParts,
    error::StoreError,
    evidence::EvidenceStore,
    jobs::JobStore,
    row_key::{FIRST_KEY, RowKey, key_after},
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
    time::Moment,
};
use muster_proto::event::Event;
use std::collections::{BTreeSet, HashMap};

/// Rows that are read or removed at once where there may be many.
pub const PAGE_ROWS: u32 = 1_000;

/// Rows with the numbers that the store gave them, in its order.
pub type Page<T> = Vec<(i64, T)>;

/// What every request of a group is decided by, as it is stored.
#[derive(Clone, Copy, Debug)]
pub struct GroupContext {
    /// This host's settings.
    pub settings: HostSettings,
    /// The time.
    pub clock: StoredClock,
}

/// A notice of an end that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The end.
    pub until: Moment,
    /// How many days before the end it was due.
    pub days: u32,
}

impl Notice {
    /// The end of the host license.
    pub const LICENSE: &'static str = "license";
    /// The end of the license pack.
    pub const PACK: &'static str = "pack";
    /// What notices are about.
    pub const SUBJECTS: [&'static str; 2] = [Self::LICENSE, Self::PACK];
}

/// A host that shares the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharingHost {
    /// The name that it stores its own rows under.
    pub name: String,
    /// When it last said that it runs.
    pub seen: Moment,
    /// The version that ran there.
    pub version: String,
}

/// How many rows were removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// Requests.
    pub requests: u64,
    /// Events.
    pub events: u64,
}

/// What a host remembers, on disk. One trait, not one for each use: whoever opens a store holds one connection and uses most of it.
pub trait Store: ConsoleParts + EvidenceStore + JobStore + Send {
    /// Reads what a group of requests needs, lets `decide` decide it, and writes what changed, in one transaction: it is on
    /// disk when this returns without an error, and nothing of it remains after an error. Nobody else decides by the same
    /// count meanwhile. `applications` gives the threshold of each, `asking` the machines.
    fn with_transaction(
        &mut self,
        applications: &[(ApplicationId, u32)],
        asking: &BTreeSet<Cmid>,
        decide: &mut dyn FnMut(&GroupContext, &mut LoadedState) -> Changes,
    ) -> Result<(), StoreError>;

    /// The count of each application.
    fn pools(&mut self, applications: &[(ApplicationId, u32)]) -> Result<HashMap<ApplicationId, Pool>, StoreError>;
    /// Writes `bytes` durably and removes them: fails if the store takes nothing.
    fn probe_write(&mut self, bytes: u32) -> Result<(), StoreError>;
    /// Removes the oldest requests and events from before a moment, at most [`PAGE_ROWS`] of each, with the sums of refused
    /// requests, and frees their space.
    /// Returns how many it removed.
    fn prune(&mut self, before: Moment) -> Result<Pruned, StoreError>;
    /// What is known of the time.
    fn clock(&mut self) -> Result<StoredClock, StoreError>;
    /// Takes an administrator's word that it is `now`.
    fn confirm_clock(&mut self, now: Moment) -> Result<(), StoreError>;
    /// Stores when history was removed last.
    fn set_pruned(&mut self, now: Moment) -> Result<(), StoreError>;
    /// Stores a time that is certain, if it is the newest.
    fn advance_clock(&mut self, now: Moment) -> Result<(), StoreError>;
    /// Counts the inventory. It reads all of it.
    fn inventory_stats(&mut self, now: Moment) -> Result<InventoryStats, StoreError>;
    /// The cumulative counters.
    fn counters(&mut self) -> Result<Counters, StoreError>;
    /// This host's settings.
    fn settings(&mut self) -> Result<HostSettings, StoreError>;
    /// Changes this host's settings in one transaction, so that no other change is lost; returns them.
    fn change_settings(&mut self, change: &mut dyn FnMut(&mut HostSettings)) -> Result<HostSettings, StoreError>;
    /// The SRV records that this host has published, in the order of their domains.
    fn published(&mut self) -> Result<Vec<SrvRecord>, StoreError>;
    /// Stores a record that this host has published; it replaces the one of the same domain.
    fn set_published(&mut self, record: &SrvRecord) -> Result<(), StoreError>;
    /// Removes the record of a domain.
    fn clear_published(&mut self, domain: &str) -> Result<(), StoreError>;
    /// The notice of an end that was given last, of `license` or `pack`.
    fn notice(&mut self, subject: &str) -> Result<Option<Notice>, StoreError>;
    /// Stores that a notice was given; it replaces the one before.
    fn set_notice(&mut self, subject: &str, notice: Notice) -> Result<(), StoreError>;
    /// Says to the hosts that share the store that this one runs, in this version. A store that nobody shares keeps nothing of it.
    fn set_running(&mut self, _version: &str, _now: Moment) -> Result<(), StoreError> {
        Ok(())
    }
    /// The hosts that share the store and have said so since a moment, this one included, in the order of their names, at most `limit`; none of a
    /// store that nobody shares.
    fn sharing_hosts(&mut self, _since: Moment, _limit: u32) -> Result<Vec<SharingHost>, StoreError> {
        Ok(Vec::new())
    }
    /// When networks may bring the next new machine, in milliseconds since the Unix epoch: at most `limit`, the latest first.
    fn rate_limits(&mut self, limit: u32) -> Result<Vec<(IpNet, i64)>, StoreError>;
    /// Removes the networks that might have brought a machine before a moment.
    fn prune_rate_limits(&mut self, before: Moment) -> Result<(), StoreError>;
    /// The sums of the requests that were refused before they were decided: at most `limit`, the newest first.
    fn refusals(&mut self, limit: u32) -> Result<Vec<(RefusalKey, Refusals)>, StoreError>;
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

    /// Stores all settings of this host.
    fn set_settings(&mut self, settings: &HostSettings) -> Result<(), StoreError> {
        self.change_settings(&mut |stored| *stored = *settings).map(drop)
    }

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
