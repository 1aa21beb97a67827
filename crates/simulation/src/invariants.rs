//! What must always hold, whatever happens to messages and hosts.

use crate::{clock::second, store::Store};
use muster_core::{
    code::Code,
    host::{count::RETENTION, group::ReceivedRequest, request::Grant},
    id::{ApplicationId, Cmid},
};
use std::collections::{BTreeMap, HashMap};

/// Checks each step of a simulation, and collects a sentence for each violation.
#[derive(Debug, Default)]
pub(crate) struct Invariants {
    models: HashMap<usize, StoreModel>,
    pub(crate) violations: Vec<String>,
    /// Whether some host answers at any time, so that every machine must be renewed.
    always_a_host: bool,
}

/// A second bookkeeping of a store, without a cap: slower, and too simple to be wrong in the same way.
#[derive(Debug, Default)]
struct StoreModel {
    requests: u64,
    seen: HashMap<ApplicationId, BTreeMap<Cmid, i64>>,
}

impl Invariants {
    pub(crate) fn new(always_a_host: bool) -> Self {
        Self { always_a_host, ..Self::default() }
    }

    /// A decision reached the disk. Call it in the order of the decisions.
    pub(crate) fn committed(
        &mut self,
        store: usize,
        (application, threshold): (ApplicationId, u32),
        received: &ReceivedRequest,
        answer: &Result<Grant, Code>,
    ) {
        let model = self.models.entry(store).or_default();
        model.requests += 1;
        let Ok(grant) = answer else { return };
        let now = received.time.now.unix();
        let seen = model.seen.entry(application).or_default();
        seen.insert(received.request.cmid, now);
        seen.retain(|_, last| now - *last <= RETENTION.as_seconds());
        let expected = u32::try_from(seen.len()).unwrap_or(u32::MAX).min(2 * threshold);
        if grant.count != expected {
            let cmid = received.request.cmid;
            self.violations.push(format!("{now}: {cmid} was told a count of {}, not {expected}", grant.count));
        }
    }

    /// The counters of a store, after a commit or a crash.
    pub(crate) fn counters(&mut self, index: usize, store: &Store, now: u32) {
        let requests = self.models.get(&index).map_or(0, |model| model.requests);
        let total = store.counters.total;
        if total != requests {
            self.violations.push(format!("{now}: store {index} counts {total} requests, not {requests}"));
        }
    }

    /// Machine `id` accepted an activation; `recorded_until` is the end of the one on the host's disk.
    pub(crate) fn activated(&mut self, id: u32, grant: &Grant, threshold: u32, recorded_until: u32, now: u32) {
        if recorded_until < second(grant.until) {
            self.violations.push(format!("{now}: machine {id} is activated, and no record says so"));
        }
        if grant.count < threshold {
            self.violations.push(format!("{now}: machine {id} is licensed by a count of {}", grant.count));
        }
    }

    /// Machine `id` was activated last `age` seconds ago, and should have been renewed within `limit`.
    pub(crate) fn renewed(&mut self, id: u32, age: u32, limit: u32, now: u32) {
        if self.always_a_host && age > limit {
            self.violations.push(format!("{now}: machine {id} was not renewed for {age} seconds"));
        }
    }
}
