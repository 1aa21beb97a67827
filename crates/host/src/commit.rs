//! Group commit: requests that wait are decided together and put on disk by one transaction; then they are answered.

use crate::{
    live_config::{ActiveConfig, HostCredential},
    metrics::Metrics,
    store::{Changes, MachineChange, Store, StoreError},
};
use muster_core::{
    code::Code,
    host::{
        group::{self, AdminEvent, DecisionContext, Outcome, ReceivedRequest},
        rate_limit::RateLimiter,
        request::{ActivationRequest, Grant},
    },
    id::Cmid,
    time::{Moment, Span},
};
use muster_platform::clock::Stopwatch;
use muster_proto::event::{self, Event, RequestHandled};
use std::{collections::BTreeSet, sync::Arc};
use tokio::sync::oneshot;

/// A decision that is on disk, or the code of the store's failure.
pub(crate) type CommitResult = Result<CommittedDecision, Code>;

/// A decision that is on disk.
pub(crate) struct CommittedDecision {
    pub(crate) ask: ActivationRequest,
    pub(crate) answer: Result<Grant, Code>,
    /// What to sign a grant with: the license that the decision was made by.
    pub(crate) credential: Option<Arc<HostCredential>>,
    /// When to come back, if the machine was only too early.
    pub(crate) retry_after: Option<Span>,
}

/// A request, and where its answer goes.
pub(crate) struct PendingRequest {
    pub(crate) asked: ReceivedRequest,
    pub(crate) reply: oneshot::Sender<CommitResult>,
}

/// Decides a group, puts it on disk, and answers everybody.
pub(crate) fn answer(
    store: &mut dyn Store,
    limiter: &mut RateLimiter,
    active: &ActiveConfig,
    metrics: &Metrics,
    jobs: Vec<PendingRequest>,
) -> Result<(), StoreError> {
    let applications = active.host.applications();
    let asking: BTreeSet<Cmid> = jobs.iter().map(|job| job.asked.ask.cmid).collect();
    let mut outcomes = Vec::with_capacity(jobs.len());
    let mut decided = None;
    let stored = store.with_transaction(&applications, &asking, &mut |settings, known| {
        let mut changes = Changes::default();
        for PendingRequest { asked, .. } in &jobs {
            let rules = active.rules(settings, asked.now);
            let outcome = group::decide(asked, &rules, known, limiter);
            record(&mut changes, &rules, asked, &outcome);
            outcomes.push(outcome);
        }
        metrics.counts(active.host.pack(), known, jobs.last().map_or(Moment::from_unix(0), |job| job.asked.now));
        decided = Some(Stopwatch::start());
        changes
    });
    if let Err(error) = stored {
        jobs.into_iter().for_each(|job| drop(job.reply.send(Err(error.code()))));
        return Err(error);
    }
    metrics.stored(outcomes.iter().map(Outcome::code), decided.map(Stopwatch::elapsed).unwrap_or_default());
    for (job, outcome) in jobs.into_iter().zip(outcomes) {
        let Outcome { answer, retry_after, .. } = outcome;
        let credential = active.credential.clone();
        // A client that hung up meanwhile is counted all the same.
        drop(job.reply.send(Ok(CommittedDecision { ask: job.asked.ask, answer, credential, retry_after })));
    }
    Ok(())
}

/// What one decision changes in the store.
fn record(changes: &mut Changes, rules: &DecisionContext<'_>, asked: &ReceivedRequest, outcome: &Outcome) {
    let ReceivedRequest { ask, now, .. } = asked;
    changes.counters.record(ask.status, outcome.answer.is_ok());
    changes.requests.push(handled(asked, outcome));
    changes.events.extend(outcome.notice.as_ref().map(|notice| to_event(asked, notice)));
    if !outcome.entered {
        return;
    }
    if outcome.answer.is_ok() {
        changes.pools.extend(rules.pack.product(ask.product).map(|product| product.application));
    }
    let change = MachineChange {
        name: ask.machine.clone(),
        first_seen: *now,
        last_seen: *now,
        requests: 1,
        last_code: outcome.code(),
        activated_until: outcome.answer.ok().map(|grant| grant.until),
    };
    changes.record((ask.cmid, ask.product, ask.hardware), change);
}

fn to_event(asked: &ReceivedRequest, notice: &AdminEvent) -> Event {
    let ReceivedRequest { ask, peer, now } = asked;
    match notice {
        AdminEvent::Cloned(other) => event::clone_found(ask.cmid, &ask.machine, other, *now),
        AdminEvent::RateLimited => event::new_machines_limited(&peer.to_string(), *now),
    }
}

fn handled(asked: &ReceivedRequest, outcome: &Outcome) -> RequestHandled {
    let ReceivedRequest { ask, now, .. } = asked;
    RequestHandled {
        at: *now,
        code: outcome.code(),
        threshold: ask.threshold,
        machine: ask.machine.clone(),
        cmid: ask.cmid,
        client_time: ask.client_time,
        virtual_machine: ask.virtual_machine,
        status: ask.status.number(),
        minutes_left: ask.minutes_left,
        product: ask.product,
        count: outcome.count(),
    }
}
