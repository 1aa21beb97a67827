//! Group commit: requests that wait are decided together and put on disk by one transaction; then they are answered.

use crate::{
    live_config::{ActiveConfig, HostCredential},
    metrics::Metrics,
    store::{Changes, MachineChange, Store, StoreError},
};
use muster_core::{
    code::Code,
    event::{Occurrence, RequestHandled},
    host::{
        group::{self, AdminEvent, Decision, DecisionContext, ReceivedRequest},
        rate_limit::RateLimiter,
        request::{ActivationRequest, Grant},
    },
    id::Cmid,
    time::{Moment, Span},
};
use muster_platform::clock::Stopwatch;
use muster_proto::event::Event;
use std::{collections::BTreeSet, sync::Arc};
use tokio::sync::oneshot;

/// A decision that is on disk, or the code of the store's failure.
pub(crate) type CommitResult = Result<CommittedDecision, Code>;

/// A decision that is on disk.
pub(crate) struct CommittedDecision {
    pub(crate) request: ActivationRequest,
    pub(crate) result: Result<Grant, Code>,
    /// What to sign a grant with: the license that the decision was made by.
    pub(crate) credential: Option<Arc<HostCredential>>,
    /// When to come back, if the machine was only too early.
    pub(crate) retry_after: Option<Span>,
}

/// A request, and where its answer goes.
pub(crate) struct PendingRequest {
    pub(crate) received: ReceivedRequest,
    pub(crate) reply: oneshot::Sender<CommitResult>,
}

/// Decides a group of requests, commits it in one transaction, then answers each request.
pub(crate) fn commit_group(
    store: &mut dyn Store,
    limiter: &mut RateLimiter,
    active: &ActiveConfig,
    metrics: &Metrics,
    pending: Vec<PendingRequest>,
) -> Result<(), StoreError> {
    let applications = active.host.applications();
    let asking: BTreeSet<Cmid> = pending.iter().map(|pending| pending.received.request.cmid).collect();
    let mut decisions = Vec::with_capacity(pending.len());
    let mut decided = None;
    let stored = store.with_transaction(&applications, &asking, &mut |settings, state| {
        let mut changes = Changes::default();
        for PendingRequest { received, .. } in &pending {
            let context = active.context(settings, received.now);
            let decision = group::decide(received, &context, state, limiter);
            record(&mut changes, &context, received, &decision);
            decisions.push(decision);
        }
        metrics.counts(
            active.host.pack(),
            state,
            pending.last().map_or(Moment::from_unix(0), |pending| pending.received.now),
        );
        decided = Some(Stopwatch::start());
        changes
    });
    if let Err(error) = stored {
        pending.into_iter().for_each(|pending| drop(pending.reply.send(Err(error.code()))));
        return Err(error);
    }
    metrics.stored(decisions.iter().map(Decision::code), decided.map(Stopwatch::elapsed).unwrap_or_default());
    for (pending, decision) in pending.into_iter().zip(decisions) {
        let Decision { result, retry_after, .. } = decision;
        let credential = active.credential.clone();
        // A client that hung up meanwhile is counted all the same.
        drop(pending.reply.send(Ok(CommittedDecision {
            request: pending.received.request,
            result,
            credential,
            retry_after,
        })));
    }
    Ok(())
}

/// What one decision changes in the store.
fn record(changes: &mut Changes, context: &DecisionContext<'_>, received: &ReceivedRequest, decision: &Decision) {
    let ReceivedRequest { request, now, .. } = received;
    changes.counters.record(request.status, decision.result.is_ok());
    changes.requests.push(handled(received, decision));
    changes.events.extend(decision.admin_event.as_ref().map(|admin_event| to_event(received, admin_event)));
    if !decision.recorded {
        return;
    }
    if decision.result.is_ok() {
        changes.pools.extend(context.pack.product(request.product).map(|product| product.application));
    }
    let change = MachineChange {
        name: request.machine.clone(),
        first_seen: *now,
        last_seen: *now,
        requests: 1,
        last_code: decision.code(),
        activated_until: decision.result.ok().map(|grant| grant.until),
    };
    changes.record((request.cmid, request.product, request.hardware), change);
}

fn to_event(received: &ReceivedRequest, admin_event: &AdminEvent) -> Event {
    let ReceivedRequest { request, peer, now } = received;
    match admin_event {
        AdminEvent::Cloned(other) => {
            Event::new(&Occurrence::CloneFound { cmid: request.cmid, machine: &request.machine, other }, *now)
        }
        AdminEvent::RateLimited => Event::new(&Occurrence::NewMachinesLimited { address: *peer }, *now),
    }
}

fn handled(received: &ReceivedRequest, decision: &Decision) -> RequestHandled {
    let ReceivedRequest { request, now, .. } = received;
    RequestHandled {
        at: *now,
        code: decision.code(),
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
