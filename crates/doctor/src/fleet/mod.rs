//! Many machines together: which causes stop most of them, which hosts they use, which ids they share, when they expire, which
//! years of Extended Security Updates they hold.
//!
//! The fleet keeps a summary of each machine and no evidence, so its memory depends on the number of machines alone.

mod cause;
mod csv;
mod difference;
mod machine;
mod names;
mod previous_run;
mod unread;

pub use crate::coverage::{Coverage, CoverageState};
pub use cause::Cause;
pub use difference::Difference;
pub use machine::{Head, Machine, Origin};
pub use previous_run::PreviousRun;
pub use unread::{Reason, Unread};

use crate::{diagnosis::Diagnosis, judge::Verdict};
use cause::Ways;
use muster_evidence::EvidenceSet;
use names::Names;
use std::collections::BTreeMap;

/// The spans of the expiry calendar: last day and name.
const CALENDAR: [(u64, &str); 5] = [(7, "0-7"), (14, "8-14"), (30, "15-30"), (90, "31-90"), (u64::MAX, "91+")];

/// The summaries of all machines.
#[derive(Clone, Debug, Default)]
pub struct Fleet {
    machines: Vec<Machine>,
    ways: Ways,
    unread: Vec<Unread>,
    names: Names,
    day: Option<i64>,
}

/// How many machines are said to be what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Seen to be licensed.
    pub healthy: usize,
    /// Failing, or about to.
    pub failing: usize,
    /// The evidence does not tell.
    pub not_seen: usize,
}

/// A client machine id of several machines.
#[derive(Clone, Debug)]
pub struct SharedId<'f> {
    /// The id.
    pub cmid: &'f str,
    /// Whether it is Office's; else it is that of Windows.
    pub is_office: bool,
    /// The machines.
    pub machines: Vec<&'f Machine>,
}

impl Counts {
    fn add(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::Healthy => &mut self.healthy,
            Verdict::Failing => &mut self.failing,
            Verdict::NotSeen => &mut self.not_seen,
        } += 1;
    }
}

impl Fleet {
    /// A fleet that is judged on a day (seconds since 1970): which year of Extended Security Updates is in force depends on it.
    pub fn on(day: Option<i64>) -> Self {
        Self { day, ..Self::default() }
    }

    /// Adds the machine of a diagnosis.
    pub fn add(&mut self, origin: &Origin, diagnosis: &Diagnosis) {
        let machine = Machine::of(origin, diagnosis, self.day, &mut self.names);
        self.ways.add(&machine, &diagnosis.steps);
        self.machines.push(machine);
    }

    /// Notes a bundle, or a file of it, of which nothing was read.
    pub fn add_unread(&mut self, unread: Unread) {
        self.unread.push(unread);
    }

    /// Notes the files of a bundle that were not read. Whether anything of the bundle was.
    pub fn add_files(&mut self, origin: &Origin, set: &EvidenceSet) -> bool {
        let unread = unread::of(origin, set);
        let is_read = set.evidence.iter().any(|evidence| !evidence.kinds.is_empty());
        self.unread.extend(unread);
        is_read
    }

    /// Puts the machines in order: by customer, name and bundle. To be called when all are added.
    pub fn settle(&mut self) {
        self.machines.sort_by(|one, other| {
            (&one.customer, &one.name, &one.bundle).cmp(&(&other.customer, &other.name, &other.bundle))
        });
        self.machines.shrink_to_fit();
    }

    /// How many machines there are.
    pub fn len(&self) -> usize {
        self.machines.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.machines.is_empty()
    }

    /// How many machines are said to be what.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.machines.iter().for_each(|machine| counts.add(machine.verdict));
        counts
    }

    /// What is said of the whole fleet: failing before not seen before healthy. A bundle that nobody could read is not seen.
    pub fn verdict(&self) -> Verdict {
        let bundles = self.unread.iter().filter(|unread| unread.is_bundle()).map(|_| Verdict::NotSeen);
        self.machines.iter().map(|machine| machine.verdict).chain(bundles).max().unwrap_or(Verdict::NotSeen)
    }

    /// The machines.
    pub fn machines(&self) -> &[Machine] {
        &self.machines
    }

    /// Bundles and files of which nothing was read.
    pub fn unread(&self) -> &[Unread] {
        &self.unread
    }

    /// Each customer and how its machines stand; empty where the tree names none.
    pub fn customers(&self) -> Vec<(&str, Counts)> {
        let mut found: BTreeMap<&str, Counts> = BTreeMap::new();
        self.machines.iter().for_each(|own| found.entry(&own.customer).or_default().add(own.verdict));
        if found.keys().all(|name| name.is_empty()) { Vec::new() } else { found.into_iter().collect() }
    }

    /// The causes: what fails before what is not seen, and the most machines first.
    pub fn causes(&self) -> Vec<Cause<'_>> {
        cause::ranked(&self.machines.iter().collect::<Vec<_>>(), &self.ways)
    }

    /// Bundles that hold several computers, and these.
    pub fn shared_bundles(&self) -> Vec<(&str, Vec<&Machine>)> {
        grouped(self.machines.iter().map(|machine| (&*machine.bundle, machine)))
    }

    /// Computers that stand in several bundles, by name.
    pub fn repeated(&self) -> Vec<(&str, Vec<&Machine>)> {
        let pairs = self.machines.chunk_by(|one, other| one.customer == other.customer && one.name == other.name);
        pairs
            .filter(|same| same.len() > 1)
            .filter_map(|same| Some((&*same.first()?.name, same.iter().collect())))
            .collect()
    }

    /// Client machine ids of several machines.
    pub fn shared_ids(&self) -> Vec<SharedId<'_>> {
        let all = self.machines.iter().flat_map(|machine| machine.cmids.iter().map(move |id| (id, machine)));
        let mut found = Vec::new();
        for ((cmid, is_office), mut machines) in grouped(all) {
            machines
                .dedup_by(|one, other| one.name.eq_ignore_ascii_case(&other.name) && one.customer == other.customer);
            if machines.len() > 1 {
                found.push(SharedId { cmid, is_office: *is_office, machines });
            }
        }
        found
    }

    /// Each host and the number of machines that ask it.
    pub fn hosts(&self) -> Vec<(&str, usize)> {
        counted(self.machines.iter().flat_map(|machine| machine.hosts.iter().map(|host| &**host)))
    }

    /// Each channel and the number of its products.
    pub fn channels(&self) -> Vec<(&str, usize)> {
        counted(self.machines.iter().flat_map(|machine| machine.channels.iter().map(|channel| &**channel)))
    }

    /// The number of machines that expire in each span of days.
    pub fn calendar(&self) -> Vec<(&'static str, usize)> {
        let mut from = 0;
        let mut found = Vec::new();
        for (to, name) in CALENDAR {
            let days = self.machines.iter().filter_map(|machine| machine.days_left);
            found.push((name, days.filter(|days| (from..=to).contains(days)).count()));
            from = to.saturating_add(1);
        }
        found
    }

    /// The machines whose systems have a programme of Extended Security Updates, the most urgent first.
    pub fn coverage(&self) -> Vec<(&Machine, &Coverage)> {
        let mut found: Vec<(&Machine, &Coverage)> =
            self.machines.iter().filter_map(|machine| Some((machine, machine.coverage.as_deref()?))).collect();
        found.sort_by_key(|(_, coverage)| coverage.state);
        found
    }

    /// The same by system, state and rule, with the number of machines.
    pub fn coverage_counts(&self) -> Vec<(&Coverage, usize)> {
        let mut found: BTreeMap<_, (&Coverage, usize)> = BTreeMap::new();
        for (_, coverage) in self.coverage() {
            let key = (coverage.state, coverage.system, coverage.rule.map(|rule| rule.id));
            found.entry(key).or_insert((coverage, 0)).1 += 1;
        }
        found.into_values().collect()
    }

    /// What has changed since an earlier run.
    pub fn difference<'f>(&'f self, before: &'f PreviousRun) -> Difference<'f> {
        Difference::of(&self.machines.iter().collect::<Vec<_>>(), before)
    }
}

/// Keys that several machines have, and these, in their order.
fn grouped<'f, K: Ord + Copy>(all: impl Iterator<Item = (K, &'f Machine)>) -> Vec<(K, Vec<&'f Machine>)> {
    let mut all: Vec<(K, &Machine)> = all.collect();
    all.sort_by_key(|(key, _)| *key);
    let groups = all.chunk_by(|(one, _), (other, _)| one == other).filter(|group| group.len() > 1);
    groups.filter_map(|group| Some((group.first()?.0, group.iter().map(|(_, machine)| *machine).collect()))).collect()
}

fn counted<'f>(names: impl Iterator<Item = &'f str>) -> Vec<(&'f str, usize)> {
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    names.for_each(|name| *found.entry(name).or_default() += 1);
    let mut all: Vec<(&str, usize)> = found.into_iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    all
}
