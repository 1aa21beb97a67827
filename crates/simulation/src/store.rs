//! Hosts and what they keep on disk, simulated. Decisions are the core's: nothing here decides anything.

use crate::scenario::{HostPlan, Outage};
use muster_core::{
    client::discovery::{DEFAULT_PORT, HostAddress},
    code::Code,
    host::{
        counters::Counters,
        group::{AdminEvent, DecisionContext, InventoryEntry, LoadedState, Outcome, ReceivedRequest, decide},
        rate_limit::RateLimiter,
        request::{DeviceObservation, Grant},
    },
    id::HardwareId,
};
use std::collections::HashMap;

/// A host's process: what it loses when it dies.
#[derive(Debug)]
pub(crate) struct Host {
    pub(crate) address: HostAddress,
    pub(crate) priority: u16,
    pub(crate) weight: u16,
    /// Where it keeps its count.
    pub(crate) store: usize,
    outages: Vec<Outage>,
    /// It died, and is back from then on.
    pub(crate) down_until: u32,
    /// Requests that came and wait for the next commit.
    pub(crate) waiting: Vec<u32>,
    pub(crate) limiter: RateLimiter,
}

impl Host {
    pub(crate) fn new(plan: &HostPlan, store: usize) -> Self {
        Self {
            address: HostAddress { name: plan.name.clone(), port: DEFAULT_PORT },
            priority: plan.priority,
            weight: plan.weight,
            store,
            outages: plan.outages.clone(),
            down_until: 0,
            waiting: Vec::new(),
            limiter: RateLimiter::default(),
        }
    }

    pub(crate) fn answers(&self, now: u32) -> bool {
        now >= self.down_until && !self.outages.iter().any(|outage| outage.covers(now))
    }

    /// The process dies, with all that is only in memory.
    pub(crate) fn die(&mut self, until: u32) {
        self.down_until = until;
        self.waiting.clear();
        self.limiter = RateLimiter::default();
    }
}

/// What is on disk. A group of requests changes it as a whole or not at all.
#[derive(Debug)]
pub(crate) struct Store {
    known: LoadedState,
    pub(crate) counters: Counters,
    rows: Vec<Row>,
    /// The first machine that asked with the id of each image.
    originals: HashMap<u32, u32>,
}

/// A machine in the inventory.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Row {
    known: bool,
    /// Until when it was activated, as the record says.
    pub(crate) until: u32,
}

/// A simulated machine, as a request shows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asking {
    pub(crate) id: u32,
    /// The image that it was copied from with its client machine id.
    pub(crate) image: Option<u32>,
}

impl Store {
    pub(crate) fn new(known: LoadedState, machines: usize) -> Self {
        Self { known, counters: Counters::default(), rows: vec![Row::default(); machines], originals: HashMap::new() }
    }

    pub(crate) fn row(&self, id: u32) -> Row {
        self.rows.get(id as usize).copied().unwrap_or_default()
    }

    /// Decides one request and keeps what follows.
    pub(crate) fn decide(
        &mut self,
        asking: Asking,
        asked: &ReceivedRequest,
        rules: &DecisionContext<'_>,
        limiter: &mut RateLimiter,
    ) -> Decided {
        self.load(asking, asked);
        let outcome = decide(asked, rules, &mut self.known, limiter);
        self.counters.record(asked.ask.status, outcome.answer.is_ok());
        self.keep(asking, &outcome);
        let cloned = matches!(outcome.notice, Some(AdminEvent::Cloned(_)));
        Decided { answer: outcome.answer, cloned }
    }

    /// A copy to go back to, for a group that may not come onto the disk.
    pub(crate) fn snapshot(&self) -> Self {
        Self {
            known: self.known.clone(),
            counters: self.counters,
            rows: self.rows.clone(),
            originals: self.originals.clone(),
        }
    }

    /// What is known of the machine: itself, and for a copy another one with its client machine id.
    fn load(&mut self, asking: Asking, asked: &ReceivedRequest) {
        let product = asked.ask.product;
        let seen = |id| {
            let sighting = DeviceObservation { hardware: hardware(id), machine: String::new() };
            InventoryEntry { product, sighting }
        };
        let machines = &mut self.known.machines;
        machines.clear();
        let own = self.rows.get(asking.id as usize).is_some_and(|row| row.known).then_some(asking.id);
        let original = asking.image.and_then(|image| self.originals.get(&image)).filter(|first| **first != asking.id);
        machines.insert(asked.ask.cmid, own.into_iter().chain(original.copied()).map(seen).collect());
    }

    fn keep(&mut self, asking: Asking, outcome: &Outcome) {
        let Some(row) = self.rows.get_mut(asking.id as usize).filter(|_| outcome.entered) else { return };
        row.known = true;
        if let Ok(grant) = outcome.answer {
            row.until = crate::second(grant.until);
        }
        if let Some(image) = asking.image {
            self.originals.entry(image).or_insert(asking.id);
        }
    }
}

/// What was decided of one request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decided {
    pub(crate) answer: Result<Grant, Code>,
    pub(crate) cloned: bool,
}

/// The hardware of machine `id`.
pub(crate) fn hardware(id: u32) -> HardwareId {
    let mut bytes = [0; 16];
    bytes.iter_mut().zip(id.to_be_bytes()).for_each(|(to, from)| *to = from);
    HardwareId::from_bytes(bytes)
}
