//! Requests under faults: messages get lost, late or doubled, and a host decides in groups that reach its disk as a whole or not
//! at all.

use crate::{
    clock::moment,
    simulation::{Event, Simulation},
};
use muster_core::{
    code::Code,
    host::{
        group::ReceivedRequest,
        request::{Grant, RequestTime},
    },
    id::ApplicationId,
};

/// From one commit of a host to the next, in seconds.
const COMMIT_INTERVAL: u32 = 1;
/// How long a host that died stays away, in seconds.
const RESTART: core::ops::Range<u32> = 1..600;

/// A request's index, the request at the time of its decision, and the answer.
type Decided = (u32, ReceivedRequest, Result<Grant, Code>);

impl Simulation<'_> {
    /// Sends a message on its way: it may get lost, come late, or come twice.
    pub(crate) fn send(&mut self, event: Event, now: u32) {
        let Some(faults) = self.faults else { return };
        let copies = if self.rng.f64() < faults.lost { 0 } else { 1 + u32::from(self.rng.f64() < faults.duplicated) };
        for _ in 0..copies {
            self.events.push(now + self.rng.u32(0..=faults.delay_secs_max), event);
        }
    }

    pub(crate) fn request_arrives(&mut self, request: u32, now: u32) {
        let index = self.requests[request as usize].host;
        let host = &mut self.hosts[index];
        if !host.answers(now) {
            return;
        }
        self.metrics.load[index].record(now);
        if host.waiting.is_empty() {
            self.events.push(now + COMMIT_INTERVAL, Event::HostCommits(index));
        }
        host.waiting.push(request);
    }

    /// A group commit: decided together, on disk together or not at all, answered after that.
    pub(crate) fn host_commits(&mut self, host: usize, now: u32) {
        let Some(faults) = self.faults else { return };
        let store = self.hosts[host].store;
        let before = self.stores[store].clone();
        let decided = self.decide_waiting(host, now);
        let crashed = self.rng.f64() < faults.crash;
        // A crash comes before one of the writes, the commit being the last of them, or after it.
        let after_commit = crashed && self.rng.usize(0..=decided.len() + 1) == 0;
        if faults.answer_before_commit {
            self.answer_all(&decided, now);
        }
        if crashed && !after_commit {
            self.stores[store] = before;
        } else {
            self.check_committed(store, &decided);
        }
        self.invariants.counters(store, &self.stores[store], now);
        if crashed {
            return self.hosts[host].crash(now + self.rng.u32(RESTART));
        }
        if !faults.answer_before_commit {
            self.answer_all(&decided, now);
        }
    }

    fn decide_waiting(&mut self, host: usize, now: u32) -> Vec<Decided> {
        let mut decided = Vec::new();
        for request in std::mem::take(&mut self.hosts[host].waiting) {
            let sent = &self.requests[request as usize];
            let identity = self.fleet.machine(sent.machine).identity(sent.machine);
            let received = ReceivedRequest { time: RequestTime::at(moment(now)), ..sent.received.clone() };
            let answer = self.decide(host, identity, &received);
            decided.push((request, received, answer));
        }
        decided
    }

    fn check_committed(&mut self, store: usize, decided: &[Decided]) {
        for (_, received, answer) in decided {
            let application = self.fleet.pack.product(received.request.product).map(|product| product.application);
            let application = application.unwrap_or(ApplicationId::from_bytes([0; 16]));
            let threshold = self.fleet.pack.threshold(application);
            self.invariants.committed(store, (application, threshold), received, answer);
        }
    }

    fn answer_all(&mut self, decided: &[Decided], now: u32) {
        for (request, _, answer) in decided {
            self.requests[*request as usize].answer = Some(*answer);
            self.send(Event::AnswerArrives(*request), now);
        }
    }
}
