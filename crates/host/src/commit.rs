//! Group commit: requests that wait are decided together and put on disk by one transaction; then they are answered.

use crate::{
    live_config::{ActiveConfig, HostCredential},
    metrics::Metrics,
    store::{Changes, GroupContext, MachineChange, Store, StoreError},
    timekeeper::{TimeReading, Timekeeper},
};
use muster_core::{
    code::Code,
    event::{Occurrence, RequestHandled},
    host::{
        group::{self, AdminEvent, Decision, DecisionContext, LoadedState, ReceivedRequest},
        rate_limit::RateLimiter,
        refusals::RefusedNetworks,
        request::{ActivationRequest, Grant, RequestTime},
    },
    id::Cmid,
    time::{Moment, Span},
};
use muster_platform::clock::Stopwatch;
use muster_proto::event::Event;
use std::{collections::BTreeSet, net::IpAddr, sync::Arc};
use tokio::sync::oneshot;

/// A decision that is on disk, or the code of the store's failure.
pub(crate) type CommitResult = Result<CommittedDecision, Code>;

/// A decision that is on disk.
pub(crate) struct CommittedDecision {
    pub(crate) request: ActivationRequest,
    pub(crate) result: Result<Grant, Code>,
    /// The time that the client is answered by.
    pub(crate) answered: Moment,
    /// What to sign a grant with: the license that the decision was made by.
    pub(crate) credential: Option<Arc<HostCredential>>,
    /// When to come back, if the machine was only too early.
    pub(crate) retry_after: Option<Span>,
}

/// A request, and where its answer goes.
pub(crate) struct PendingRequest {
    pub(crate) request: ActivationRequest,
    /// The address of the client, or of the last proxy.
    pub(crate) peer: IpAddr,
    pub(crate) reply: oneshot::Sender<CommitResult>,
}

/// What strangers are limited by.
#[derive(Default)]
pub(crate) struct Limits {
    pub(crate) new_machines: RateLimiter,
    pub(crate) refused: RefusedNetworks,
}

/// Decides a group of requests, commits it in one transaction, then answers each request. Returns what the clock showed.
pub(crate) fn commit_group(
    store: &mut dyn Store,
    limits: &mut Limits,
    timekeeper: &mut Timekeeper,
    active: &ActiveConfig,
    metrics: &Metrics,
    pending: Vec<PendingRequest>,
) -> Result<Option<TimeReading>, StoreError> {
    let applications = active.host.applications();
    let asking: BTreeSet<Cmid> = pending.iter().map(|pending| pending.request.cmid).collect();
    let (mut asked, replies): (Vec<_>, Vec<_>) =
        pending.into_iter().map(|PendingRequest { request, peer, reply }| ((request, peer), reply)).unzip();
    let mut decided = None;
    let stored = store.with_transaction(&applications, &asking, &mut |group, state| {
        let reading = timekeeper.read(&group.clock, &active.bounds());
        let (changes, decisions) = decide(active, group, &reading, std::mem::take(&mut asked), state, limits);
        metrics.counts(active.host.pack(), state, reading.time.now);
        decided = Some((reading, decisions, Stopwatch::start()));
        changes
    });
    if let Err(error) = stored {
        replies.into_iter().for_each(|reply| drop(reply.send(Err(error.code()))));
        return Err(error);
    }
    let Some((reading, decisions, since)) = decided else { return Ok(None) };
    metrics.stored(decisions.iter().map(|(_, decision)| decision.code), since.elapsed());
    for (reply, (ReceivedRequest { request, time, .. }, decision)) in replies.into_iter().zip(decisions) {
        let Decision { result, retry_after, .. } = decision;
        let (answered, credential) = (time.answered, active.credential.clone());
        // A client that hung up meanwhile is counted all the same.
        drop(reply.send(Ok(CommittedDecision { request, result, answered, credential, retry_after })));
    }
    Ok(Some(reading))
}

/// Decides the requests of a group one after the other.
fn decide(
    active: &ActiveConfig,
    group: &GroupContext,
    reading: &TimeReading,
    asked: Vec<(ActivationRequest, IpAddr)>,
    state: &mut LoadedState,
    limits: &mut Limits,
) -> (Changes, Vec<(ReceivedRequest, Decision)>) {
    let mut changes = Changes { latest: reading.latest, ..Changes::default() };
    let decide = |(request, peer): (ActivationRequest, IpAddr)| {
        let time = RequestTime { now: reading.time.now, answered: reading.time.for_client(request.client_time) };
        let received = ReceivedRequest { request, peer, time };
        let context = active.context(&group.settings, time.answered);
        let decision = group::decide(&received, &context, state, &mut limits.new_machines);
        record(&mut changes, &context, &received, &decision, &mut limits.refused);
        (received, decision)
    };
    let decisions = asked.into_iter().map(decide).collect();
    changes.rate_limits = limits.new_machines.take_changes();
    (changes, decisions)
}

/// What one decision changes in the store.
fn record(
    changes: &mut Changes,
    context: &DecisionContext<'_>,
    received: &ReceivedRequest,
    decision: &Decision,
    refused: &mut RefusedNetworks,
) {
    let ReceivedRequest { request, time: RequestTime { now, .. }, .. } = received;
    changes.counters.record(request.status, decision.result.is_ok());
    changes.events.extend(decision.admin_event.as_ref().map(|admin_event| to_event(received, admin_event)));
    if !decision.recorded {
        refused.add(&mut changes.refusals, decision.code, received.peer, *now);
        return;
    }
    changes.requests.push(handled(received, decision));
    if let Some((product, hardware)) = decision.evicted {
        changes.evict((request.cmid, product, hardware));
    }
    if decision.result.is_ok() {
        changes.pools.extend(context.pack.product(request.product).map(|product| product.application));
    }
    let change = MachineChange {
        name: request.machine.clone(),
        first_seen: *now,
        last_seen: *now,
        requests: 1,
        last_code: decision.code,
        activated_until: decision.activation().map(|grant| grant.until),
        counter: request.counter,
        rolled_back: decision.rolled_back.then_some(*now),
    };
    changes.record((request.cmid, request.product, request.hardware), change);
}

fn to_event(received: &ReceivedRequest, admin_event: &AdminEvent) -> Event {
    let ReceivedRequest { request, peer, time: RequestTime { now, .. } } = received;
    match admin_event {
        AdminEvent::Cloned(other) => {
            Event::new(&Occurrence::CloneFound { cmid: request.cmid, machine: &request.machine, other }, *now)
        }
        AdminEvent::RolledBack(before) => {
            let ActivationRequest { cmid, machine, counter, .. } = request;
            let occurrence = Occurrence::StateRolledBack { cmid: *cmid, machine, counter: *counter, before: *before };
            Event::new(&occurrence, *now)
        }
        AdminEvent::RateLimited => Event::new(&Occurrence::NewMachinesLimited { address: *peer }, *now),
    }
}

fn handled(received: &ReceivedRequest, decision: &Decision) -> RequestHandled {
    let ReceivedRequest { request, time: RequestTime { now, .. }, .. } = received;
    RequestHandled {
        at: *now,
        code: decision.code,
        threshold: request.threshold,
        machine: request.machine.clone(),
        cmid: request.cmid,
        client_time: request.client_time,
        virtual_machine: request.virtual_machine,
        status: request.status.number(),
        minutes_left: request.minutes_left,
        product: request.product,
        count: decision.count(),
    }
}
