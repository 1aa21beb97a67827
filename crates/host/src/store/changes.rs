//! What a group of requests changes in the store.

use super::row_key::RowKey;
use ipnet::IpNet;
use muster_core::{
    code::Code,
    event::RequestHandled,
    host::{
        counters::Counters,
        refusals::{RefusalKey, Refusals},
    },
    id::{ApplicationId, Cmid},
    time::Moment,
};
use muster_proto::event::Event;
use std::collections::{BTreeMap, BTreeSet, btree_map::Entry};

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
    /// Requests that were refused before they were decided, added to what is stored.
    pub refusals: BTreeMap<RefusalKey, Refusals>,
    /// When networks may bring the next new machine, in milliseconds since the Unix epoch; replaces what is stored.
    pub rate_limits: BTreeMap<IpNet, i64>,
    /// Rows that leave the inventory to make room, before `machines` is written.
    pub evicted: Vec<RowKey>,
    /// Machines that leave the inventory.
    pub forgotten: Vec<Cmid>,
    /// A time that is certain: the newest of all is kept.
    pub latest: Option<Moment>,
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
    /// Replaces the counter that was stored.
    pub counter: u64,
    /// Replaces what was stored; None leaves it.
    pub rolled_back: Option<Moment>,
}

impl Changes {
    /// Removes a row, and what was to be written to it.
    pub fn evict(&mut self, key: RowKey) {
        self.machines.remove(&key);
        self.evicted.push(key);
    }

    /// Adds one request of a machine to its row.
    pub fn record(&mut self, key: RowKey, change: MachineChange) {
        match self.machines.entry(key) {
            Entry::Vacant(place) => drop(place.insert(change)),
            Entry::Occupied(mut place) => {
                let row = place.get_mut();
                row.requests += change.requests;
                row.activated_until = change.activated_until.or(row.activated_until);
                row.rolled_back = change.rolled_back.or(row.rolled_back);
                row.counter = change.counter;
                (row.name, row.last_seen, row.last_code) = (change.name, change.last_seen, change.last_code);
            }
        }
    }
}
