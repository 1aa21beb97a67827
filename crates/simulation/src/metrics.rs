//! What a simulation measures while it runs.

use crate::{fleet::Fleet, host_load::HostLoad, license_days::LicenseDays};
use muster_core::code::Code;
use std::collections::BTreeMap;

/// Everything that the report is made of.
#[derive(Debug)]
pub(crate) struct Metrics {
    /// By host.
    pub(crate) load: Vec<HostLoad>,
    /// By group.
    pub(crate) licenses: Vec<LicenseDays>,
    /// By product: when the first machine was activated.
    pub(crate) threshold_passed: Vec<Option<u32>>,
    /// How many attempts ended with each code.
    pub(crate) attempts: BTreeMap<Code, u64>,
    pub(crate) lookups: u64,
    pub(crate) lookups_failed: u64,
    /// Machines that asked with the client machine id of another.
    pub(crate) cloned: u64,
}

impl Metrics {
    pub(crate) fn new(hosts: usize, groups: usize, products: usize, days: u32) -> Self {
        Self {
            load: vec![HostLoad::new(days); hosts],
            licenses: vec![LicenseDays::new(days); groups],
            threshold_passed: vec![None; products],
            attempts: BTreeMap::new(),
            lookups: 0,
            lookups_failed: 0,
            cloned: 0,
        }
    }

    pub(crate) fn record_attempt(&mut self, code: Code) {
        *self.attempts.entry(code).or_default() += 1;
    }

    /// Counts the license of machine `id` up to `now`. Call it before the license changes.
    pub(crate) fn count_license(&mut self, fleet: &mut Fleet<'_>, id: u32, now: u32) {
        let policy = *fleet.policy(id);
        let machine = fleet.machine_mut(id);
        self.licenses[usize::from(machine.group)].count_until(machine, &policy, now);
    }
}
