//! A simulated host: the process that answers or does not, and what it loses when it dies.

use crate::{
    scenario::{HostPlan, Outage, Scenario},
    store::Store,
};
use muster_core::{
    client::discovery::{DEFAULT_PORT, HostAddress},
    host::rate_limit::RateLimiter,
    pack::Pack,
};

/// A host's process.
#[derive(Debug)]
pub(crate) struct Host {
    pub(crate) address: HostAddress,
    pub(crate) priority: u16,
    pub(crate) weight: u16,
    /// The index of the store that holds its count.
    pub(crate) store: usize,
    outages: Vec<Outage>,
    /// When a host that died is back.
    down_until: u32,
    /// Requests that arrived and wait for the next commit.
    pub(crate) waiting: Vec<u32>,
    pub(crate) limiter: RateLimiter,
}

impl Host {
    fn new(plan: &HostPlan, store: usize) -> Self {
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

    /// Kills the process with all that is only in memory.
    pub(crate) fn crash(&mut self, down_until: u32) {
        self.down_until = down_until;
        self.waiting.clear();
        self.limiter = RateLimiter::default();
    }
}

/// The hosts and their stores. Hosts that name one store share it.
pub(crate) fn hosts_and_stores(scenario: &Scenario, pack: &Pack, machines: usize) -> (Vec<Host>, Vec<Store>) {
    let mut names: Vec<&String> = Vec::new();
    let mut hosts = Vec::new();
    for plan in &scenario.hosts {
        let name = plan.store.as_ref().unwrap_or(&plan.name);
        let store = names.iter().position(|known| *known == name).unwrap_or_else(|| {
            names.push(name);
            names.len() - 1
        });
        hosts.push(Host::new(plan, store));
    }
    let stores = names.iter().map(|_| Store::new(pack, machines)).collect();
    (hosts, stores)
}
