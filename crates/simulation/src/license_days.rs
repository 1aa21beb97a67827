//! How many machines of a group are licensed, in grace or out of it, at noon of each day.

use crate::{
    clock::{DAY, moment, second},
    machine::Machine,
};
use muster_core::{
    client::license::{LicenseState, Status},
    pack::Policy,
};

const NOON: u32 = DAY / 2;

/// What a license counts as; the order is that of [`LicenseDays::changes`].
#[derive(Clone, Copy, Debug)]
enum Class {
    Licensed,
    Grace,
    Expired,
}

/// Changes from day to day, which cost the same however long a license lasts; their running sums are the snapshots.
#[derive(Clone, Debug)]
pub(crate) struct LicenseDays {
    changes: [Vec<i64>; 3],
    ended: Vec<u64>,
}

/// A group's licenses: one value for each day.
#[derive(Clone, Debug)]
pub(crate) struct DailySnapshots {
    pub(crate) licensed: Vec<u64>,
    pub(crate) grace: Vec<u64>,
    pub(crate) expired: Vec<u64>,
    /// Activations that ended on the day without having been renewed.
    pub(crate) ended: Vec<u64>,
}

impl LicenseDays {
    pub(crate) fn new(days: u32) -> Self {
        let days = days as usize;
        Self { changes: [vec![0; days + 1], vec![0; days + 1], vec![0; days + 1]], ended: vec![0; days] }
    }

    /// Counts a machine's license from where it was counted last up to `now`. Call it before the license changes.
    pub(crate) fn count_until(&mut self, machine: &mut Machine, policy: &Policy, now: u32) {
        let license = machine.license();
        let mut was_licensed = false;
        while machine.counted_until < now {
            let from = machine.counted_until;
            let LicenseState { status, until, .. } = license.standing(policy, moment(from));
            let end = until.map_or(now, |until| second(until).min(now));
            if was_licensed && let Some(ended) = self.ended.get_mut((from / DAY) as usize) {
                *ended += 1;
            }
            was_licensed = status == Status::Licensed;
            let class = match status {
                Status::Licensed => Class::Licensed,
                Status::Unlicensed | Status::Notification => Class::Expired,
                _ => Class::Grace,
            };
            self.add_period(class, from, end);
            machine.counted_until = end;
        }
    }

    /// The period counts on the days whose noon lies in it.
    fn add_period(&mut self, class: Class, from: u32, to: u32) {
        let first_noon = |second: u32| ((u64::from(second) + u64::from(DAY - NOON) - 1) / u64::from(DAY)) as usize;
        let changes = &mut self.changes[class as usize];
        let last = changes.len() - 1;
        for (day, change) in [(first_noon(from), 1), (first_noon(to), -1)] {
            if let Some(sum) = changes.get_mut(day.min(last)) {
                *sum += change;
            }
        }
    }

    pub(crate) fn snapshots(&self) -> DailySnapshots {
        let [licensed, grace, expired] = self.changes.each_ref().map(|changes| running_sums(changes));
        DailySnapshots { licensed, grace, expired, ended: self.ended.clone() }
    }
}

/// The sum after each day; the last change lies behind the last day.
fn running_sums(changes: &[i64]) -> Vec<u64> {
    let mut sum = 0;
    let days = changes.len().saturating_sub(1);
    let sums = changes.iter().take(days).map(|change| {
        sum += change;
        u64::try_from(sum).unwrap_or(0)
    });
    sums.collect()
}
