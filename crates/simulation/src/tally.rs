//! What a simulation counts while it runs.

use crate::{DAY, machine::Machine};
use muster_core::{
    client::license::{LicenseState, Status},
    code::Code,
    pack::Policy,
};
use std::collections::BTreeMap;

const MINUTE: u32 = 60;
const NOON: u32 = DAY / 2;

/// The sums, while they grow.
#[derive(Debug)]
pub(crate) struct Tally {
    /// Of each host.
    pub(crate) load: Vec<Load>,
    /// Of each group and day.
    groups: Vec<Days>,
    /// When the first machine of each product was activated.
    pub(crate) passed: Vec<Option<u32>>,
    /// How attempts ended.
    pub(crate) codes: BTreeMap<Code, u64>,
    pub(crate) lookups: u64,
    pub(crate) lookups_failed: u64,
    /// Machines that asked with the id of another.
    pub(crate) cloned: u64,
}

/// Changes from day to day, of which the sums are what is reported.
#[derive(Clone, Debug)]
struct Days {
    changes: [Vec<i64>; 3],
    expired: Vec<u64>,
}

/// A group's machines at noon of each day.
#[derive(Clone, Debug)]
pub(crate) struct Census {
    pub(crate) licensed: Vec<u64>,
    pub(crate) grace: Vec<u64>,
    pub(crate) expired: Vec<u64>,
    /// How many activations ended on the day without having been renewed.
    pub(crate) ended: Vec<u64>,
}

/// A host's load. Requests come in the order of their time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Load {
    /// Requests of each day.
    pub(crate) days: Vec<u64>,
    /// The busiest minute of each day.
    pub(crate) peaks: Vec<u32>,
    /// When the busiest minute of all began, and how many requests it had.
    pub(crate) busiest: (u32, u32),
    /// The present minute, and how many requests it has had.
    present: (u32, u32),
}

impl Load {
    fn request(&mut self, now: u32) {
        let minute = now - now % MINUTE;
        let day = (now / DAY) as usize;
        self.present = if self.present.0 == minute { (minute, self.present.1 + 1) } else { (minute, 1) };
        if self.present.1 > self.busiest.1 {
            self.busiest = self.present;
        }
        if let Some((sum, peak)) = self.days.get_mut(day).zip(self.peaks.get_mut(day)) {
            *sum += 1;
            *peak = self.present.1.max(*peak);
        }
    }
}

impl Tally {
    pub(crate) fn new(hosts: usize, groups: usize, products: usize, days: u32) -> Self {
        let each = vec![0; days as usize + 1];
        let days_of_group = Days { changes: [each.clone(), each.clone(), each], expired: vec![0; days as usize] };
        let load = Load { days: vec![0; days as usize], peaks: vec![0; days as usize], ..Load::default() };
        Self {
            load: vec![load; hosts],
            groups: vec![days_of_group; groups],
            passed: vec![None; products],
            codes: BTreeMap::new(),
            lookups: 0,
            lookups_failed: 0,
            cloned: 0,
        }
    }

    /// A request came to a host.
    pub(crate) fn request(&mut self, host: usize, now: u32) {
        if let Some(load) = self.load.get_mut(host) {
            load.request(now);
        }
    }

    /// An attempt ended.
    pub(crate) fn attempt(&mut self, code: Code) {
        *self.codes.entry(code).or_default() += 1;
    }

    /// Counts a machine's license from where it was counted last up to `now`, by the license that it had.
    pub(crate) fn count(&mut self, machine: &mut Machine, policy: &Policy, now: u32) {
        let Some(days) = self.groups.get_mut(usize::from(machine.group)) else { return };
        let license = machine.license();
        let mut was_licensed = false;
        while machine.counted < now {
            let from = machine.counted;
            let LicenseState { status, until, .. } = license.standing(policy, crate::moment(from));
            let end = until.map_or(now, |until| crate::second(until).min(now));
            if was_licensed && let Some(expired) = days.expired.get_mut((from / DAY) as usize) {
                *expired += 1;
            }
            was_licensed = status == Status::Licensed;
            let class = match status {
                Status::Licensed => 0,
                Status::Unlicensed | Status::Notification => 2,
                _ => 1,
            };
            days.spell(class, from, end);
            machine.counted = end;
        }
    }

    pub(crate) fn census(&self) -> Vec<Census> {
        let sums = |changes: &Vec<i64>| -> Vec<u64> {
            let mut sum = 0;
            let days = changes.len().saturating_sub(1);
            let running = changes.iter().take(days).map(|change| {
                sum += change;
                u64::try_from(sum).unwrap_or(0)
            });
            running.collect()
        };
        let census = |days: &Days| {
            let [licensed, grace, expired] = &days.changes;
            Census { licensed: sums(licensed), grace: sums(grace), expired: sums(expired), ended: days.expired.clone() }
        };
        self.groups.iter().map(census).collect()
    }
}

impl Days {
    /// A license was so from one second to another: it counts on the days whose noon lies between.
    fn spell(&mut self, class: usize, from: u32, to: u32) {
        let first_noon = |second: u32| ((u64::from(second) + u64::from(DAY - NOON) - 1) / u64::from(DAY)) as usize;
        let Some(changes) = self.changes.get_mut(class) else { return };
        let last = changes.len() - 1;
        for (day, change) in [(first_noon(from), 1), (first_noon(to), -1)] {
            if let Some(place) = changes.get_mut(day.min(last)) {
                *place += change;
            }
        }
    }
}
