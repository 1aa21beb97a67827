//! Group commit: requests that wait are decided together and put on disk by one transaction; then they are answered.

use crate::{
    HostError,
    standing::{Credential, InForce, Watch},
    store::{Changes, MachineChange, Store},
};
use muster_core::{
    access::Limiter,
    code::{self, Code},
    group::{self, Asked, Notice, Outcome, Rules},
    id::Cmid,
    request::{Ask, Grant},
    time::Span,
};
use muster_wire::event::{self, Event, RequestHandled};
use std::{collections::BTreeSet, sync::Arc, thread};
use tokio::sync::{mpsc, oneshot};

/// Requests in one transaction.
const GROUP_MAX: usize = 256;
/// Requests that may wait; one more is told to come back.
const WAITING_MAX: usize = 4_096;

/// More requests are waiting than the host takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overloaded;

/// A decision that is on disk, or the code of the store's failure.
pub(crate) type Answer = Result<Decided, Code>;

/// A decision that is on disk.
pub(crate) struct Decided {
    pub(crate) ask: Ask,
    pub(crate) answer: Result<Grant, Code>,
    /// What to sign a grant with: the license that the decision was made by.
    pub(crate) credential: Option<Arc<Credential>>,
    /// When to come back, if the machine was only too early.
    pub(crate) retry_after: Option<Span>,
}

struct Job {
    asked: Asked,
    reply: oneshot::Sender<Answer>,
}

/// The way to the one thread that writes.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Job>,
}

impl Writer {
    /// Starts the writer's thread. It ends when the last `Writer` is dropped, after it has answered everybody.
    pub(crate) fn start(
        mut store: Box<dyn Store>,
        mut watch: Watch,
    ) -> Result<(Self, thread::JoinHandle<()>), HostError> {
        let (queue, mut waiting) = mpsc::channel::<Job>(WAITING_MAX);
        let mut limiter = Limiter::default();
        let run = move || {
            let mut jobs = Vec::with_capacity(GROUP_MAX);
            while waiting.blocking_recv_many(&mut jobs, GROUP_MAX) > 0 {
                // Whatever an administrator changed is in force from this group on.
                watch.refresh();
                answer(&mut *store, &mut limiter, watch.in_force(), &mut jobs);
            }
        };
        let thread = thread::Builder::new().name("writer".into()).spawn(run)?;
        Ok((Self { queue }, thread))
    }

    /// Decides a request; returns when the decision is on disk.
    pub(crate) async fn decide(&self, asked: Asked) -> Result<Answer, Overloaded> {
        let (reply, answer) = oneshot::channel();
        self.queue.try_send(Job { asked, reply }).map_err(|_| Overloaded)?;
        Ok(answer.await.unwrap_or(Err(code::UNEXPECTED)))
    }
}

fn answer(store: &mut dyn Store, limiter: &mut Limiter, in_force: &InForce, jobs: &mut Vec<Job>) {
    let applications = in_force.host.applications();
    let asking: BTreeSet<Cmid> = jobs.iter().map(|job| job.asked.ask.cmid).collect();
    let mut outcomes = Vec::with_capacity(jobs.len());
    let stored = store.transact(&applications, &asking, &mut |settings, known| {
        let mut changes = Changes::default();
        for Job { asked, .. } in jobs.iter() {
            let rules = in_force.rules(settings, asked.now);
            let outcome = group::decide(asked, &rules, known, limiter);
            record(&mut changes, &rules, asked, &outcome);
            outcomes.push(outcome);
        }
        changes
    });
    match stored {
        Ok(()) => {
            for (job, outcome) in jobs.drain(..).zip(outcomes) {
                let Outcome { answer, retry_after, .. } = outcome;
                let credential = in_force.credential.clone();
                // A client that hung up meanwhile is counted all the same.
                drop(job.reply.send(Ok(Decided { ask: job.asked.ask, answer, credential, retry_after })));
            }
        }
        Err(error) => {
            tracing::error!(%error, requests = jobs.len(), "cannot store requests");
            jobs.drain(..).for_each(|job| drop(job.reply.send(Err(error.code()))));
        }
    }
}

/// What one decision changes in the store.
fn record(changes: &mut Changes, rules: &Rules<'_>, asked: &Asked, outcome: &Outcome) {
    let Asked { ask, now, .. } = asked;
    changes.counters.record(ask.status, outcome.answer.is_ok());
    changes.requests.push(handled(asked, outcome));
    changes.events.extend(outcome.notice.as_ref().map(|notice| noticed(asked, notice)));
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
    changes.sight((ask.cmid, ask.product, ask.hardware), change);
}

fn noticed(asked: &Asked, notice: &Notice) -> Event {
    let Asked { ask, peer, now } = asked;
    match notice {
        Notice::Cloned(other) => event::clone_found(ask.cmid, &ask.machine, other, *now),
        Notice::Limited => event::new_machines_limited(&peer.to_string(), *now),
    }
}

fn handled(asked: &Asked, outcome: &Outcome) -> RequestHandled {
    let Asked { ask, now, .. } = asked;
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
