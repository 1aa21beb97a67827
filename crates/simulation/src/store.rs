//! What hosts keep on disk, simulated: counts, counters and inventory. The core decides; the store loads before and keeps after.

use crate::{
    clock::second,
    machine::{MachineIdentity, hardware},
};
use muster_core::{
    code::Code,
    host::{
        count::Pool,
        counters::Counters,
        group::{AdminEvent, Decision, DecisionContext, InventoryEntry, LoadedState, ReceivedRequest, decide},
        rate_limit::RateLimiter,
        request::{DeviceObservation, Grant},
        rollback::RequestCounter,
    },
    pack::{Application, Pack},
};
use std::collections::HashMap;

/// What is on disk. A group of requests changes it as a whole or not at all: a clone made before is the state to go back to.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    known: LoadedState,
    pub(crate) counters: Counters,
    rows: Vec<InventoryRow>,
    /// The first machine that asked with the id of each image.
    originals: HashMap<u32, u32>,
}

/// A machine in the inventory.
#[derive(Clone, Copy, Debug, Default)]
struct InventoryRow {
    known: bool,
    /// When the activation on record ends; 0 for none.
    until: u32,
}

/// What a host decided about one request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StoreDecision {
    pub(crate) answer: Result<Grant, Code>,
    /// Whether the machine asked with the client machine id of another.
    pub(crate) cloned: bool,
}

impl Store {
    pub(crate) fn new(pack: &Pack, machines: usize) -> Self {
        let pool = |application: &Application| (application.id, Pool::new(pack.threshold(application.id)));
        let known = LoadedState { pools: pack.applications.iter().map(pool).collect(), ..LoadedState::default() };
        Self {
            known,
            counters: Counters::default(),
            rows: vec![InventoryRow::default(); machines],
            originals: HashMap::new(),
        }
    }

    /// When the activation on record of machine `id` ends; 0 for none.
    pub(crate) fn activated_until(&self, id: u32) -> u32 {
        self.rows.get(id as usize).map_or(0, |row| row.until)
    }

    /// Decides one request and keeps what follows.
    pub(crate) fn decide(
        &mut self,
        identity: MachineIdentity,
        received: &ReceivedRequest,
        context: &DecisionContext<'_>,
        limiter: &mut RateLimiter,
    ) -> StoreDecision {
        self.load(identity, received);
        let outcome = decide(received, context, &mut self.known, limiter);
        self.counters.record(received.request.status, outcome.result.is_ok());
        self.keep(identity, &outcome);
        let cloned = matches!(outcome.admin_event, Some(AdminEvent::Cloned(_)));
        StoreDecision { answer: outcome.result, cloned }
    }

    /// What is known of the machine: itself, and for a copy the first machine with its client machine id.
    fn load(&mut self, identity: MachineIdentity, received: &ReceivedRequest) {
        let product = received.request.product;
        let seen = |id| {
            let observation = DeviceObservation { hardware: hardware(id), machine: String::new() };
            InventoryEntry { product, observation, last_seen: received.time.now, counter: RequestCounter::default() }
        };
        let machines = &mut self.known.machines;
        machines.clear();
        let own = self.rows.get(identity.id as usize).is_some_and(|row| row.known).then_some(identity.id);
        let original = identity.image.and_then(|image| self.originals.get(&image));
        let original = original.filter(|first| **first != identity.id);
        machines.insert(received.request.cmid, own.into_iter().chain(original.copied()).map(seen).collect());
    }

    fn keep(&mut self, identity: MachineIdentity, outcome: &Decision) {
        let Some(row) = self.rows.get_mut(identity.id as usize).filter(|_| outcome.recorded) else { return };
        row.known = true;
        if let Some(grant) = outcome.activation() {
            row.until = second(grant.until);
        }
        if let Some(image) = identity.image {
            self.originals.entry(image).or_insert(identity.id);
        }
    }
}
