//! What may happen to messages and hosts, and what must hold all the same.

use super::store::Store;
use muster_core::{
    code::Code,
    host::{count::RETENTION, group::ReceivedRequest, request::Grant},
    id::{ApplicationId, Cmid},
};
use std::collections::{BTreeMap, HashMap};

/// How likely each fault is, 0 to 1. Without any, an attempt takes no time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Faults {
    /// A message does not arrive.
    pub lost: f64,
    /// A message arrives twice.
    pub doubled: f64,
    /// Messages take up to so many seconds, and so come in another order.
    pub delay: u32,
    /// A host dies at a commit: before any of its writes, or after the last and before the answers.
    pub crash: f64,
    /// A host that answers before it commits. Muster's does not: this is for finding out whether the checks find it.
    pub careless: bool,
}

/// What must always hold, and where it did not.
#[derive(Debug, Default)]
pub(crate) struct Checks {
    stores: HashMap<usize, Books>,
    pub(crate) violations: Vec<String>,
    /// Whether some host answers at any time, so that every machine must be renewed.
    one_host_lives: bool,
}

/// A second bookkeeping of a store, without a cap: slower, and too simple to be wrong in the same way.
#[derive(Debug, Default)]
struct Books {
    requests: u64,
    seen: HashMap<ApplicationId, BTreeMap<Cmid, i64>>,
}

impl Checks {
    pub(crate) fn new(one_host_lives: bool) -> Self {
        Self { one_host_lives, ..Self::default() }
    }

    /// A decision that has come onto the disk, in the order of the decisions.
    pub(crate) fn stored(
        &mut self,
        store: usize,
        (application, threshold): (ApplicationId, u32),
        asked: &ReceivedRequest,
        answer: &Result<Grant, Code>,
    ) {
        let books = self.stores.entry(store).or_default();
        books.requests += 1;
        let Ok(grant) = answer else { return };
        let now = asked.now.unix();
        let seen = books.seen.entry(application).or_default();
        seen.insert(asked.ask.cmid, now);
        seen.retain(|_, last| now - *last <= RETENTION.as_seconds());
        let expected = u32::try_from(seen.len()).unwrap_or(u32::MAX).min(2 * threshold);
        if grant.count != expected {
            let cmid = asked.ask.cmid;
            self.violations.push(format!("{now}: {cmid} was told a count of {}, not {expected}", grant.count));
        }
    }

    /// The counters of a store after a commit, or after a host came back.
    pub(crate) fn counters(&mut self, place: usize, store: &Store, now: u32) {
        let requests = self.stores.get(&place).map_or(0, |books| books.requests);
        let total = store.counters.total;
        if total != requests {
            self.violations.push(format!("{now}: store {place} counts {total} requests, not {requests}"));
        }
    }

    /// A machine took an activation.
    pub(crate) fn accepted(&mut self, id: u32, grant: &Grant, threshold: u32, recorded: u32, now: u32) {
        if recorded < crate::second(grant.until) {
            self.violations.push(format!("{now}: machine {id} is activated, and no record says so"));
        }
        if grant.count < threshold {
            self.violations.push(format!("{now}: machine {id} is licensed by a count of {}", grant.count));
        }
    }

    /// A machine that was activated once, `age` seconds ago, and should have been renewed after `limit`.
    pub(crate) fn renewed(&mut self, id: u32, age: u32, limit: u32, now: u32) {
        if self.one_host_lives && age > limit {
            self.violations.push(format!("{now}: machine {id} was not renewed for {age} seconds"));
        }
    }
}
