//! Group commit: requests that wait are decided together and put on disk by one transaction; then they are answered.

use crate::{
    Host, HostError,
    store::{Batch, Store},
};
use muster_core::{
    code::{self, Code},
    counters::Counters,
    id::ApplicationId,
    license::Intervals,
    pool::Pool,
    request::{self, Ask, Decision, Grant},
    time::Moment,
};
use muster_wire::event::{self, RequestHandled};
use std::{collections::HashMap, sync::Arc, thread};
use tokio::sync::{mpsc, oneshot};

/// Requests in one transaction.
const GROUP_MAX: usize = 256;
/// Requests that may wait; one more is told to come back.
const WAITING_MAX: usize = 4_096;

/// More requests are waiting than the host takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overloaded;

/// A decision that is on disk, or the code of the store's failure.
pub(crate) type Answer = Result<(Ask, Result<Grant, Code>), Code>;

struct Job {
    ask: Ask,
    now: Moment,
    reply: oneshot::Sender<Answer>,
}

/// The way to the one thread that writes.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Job>,
}

/// What decisions are made by. The writer's own state is a copy of what is in the store.
pub(crate) struct Rules {
    pub(crate) host: Arc<Host>,
    pub(crate) intervals: Intervals,
}

impl Writer {
    /// Starts the writer's thread. It ends when the last `Writer` is dropped, after it has answered everybody.
    pub(crate) fn start(store: Store, rules: Rules) -> Result<(Self, thread::JoinHandle<()>), HostError> {
        let (queue, mut waiting) = mpsc::channel::<Job>(WAITING_MAX);
        let mut state = State::load(&store, &rules)?;
        let mut store = store;
        let run = move || {
            let mut jobs = Vec::with_capacity(GROUP_MAX);
            while waiting.blocking_recv_many(&mut jobs, GROUP_MAX) > 0 {
                answer(&mut store, &mut state, &rules, &mut jobs);
            }
        };
        let thread = thread::Builder::new().name("writer".into()).spawn(run)?;
        Ok((Self { queue }, thread))
    }

    /// Decides a request; returns when the decision is on disk.
    pub(crate) async fn decide(&self, ask: Ask, now: Moment) -> Result<Answer, Overloaded> {
        let (reply, answer) = oneshot::channel();
        self.queue.try_send(Job { ask, now, reply }).map_err(|_| Overloaded)?;
        Ok(answer.await.unwrap_or(Err(code::UNEXPECTED)))
    }
}

/// Count and counters as they are on disk.
struct State {
    pools: HashMap<ApplicationId, Pool>,
    counters: Counters,
}

impl State {
    fn load(store: &Store, rules: &Rules) -> rusqlite::Result<Self> {
        let pools = rules.host.pack.applications.iter().map(|application| {
            let pool = store.pool(&rules.host.pack, application.id)?;
            Ok((application.id, pool))
        });
        Ok(Self { pools: pools.collect::<rusqlite::Result<_>>()?, counters: store.counters()? })
    }
}

fn answer(store: &mut Store, state: &mut State, rules: &Rules, jobs: &mut Vec<Job>) {
    match decide_all(store, state, rules, jobs) {
        Ok(decisions) => {
            for (job, decision) in jobs.drain(..).zip(decisions) {
                // A client that hung up meanwhile is counted all the same.
                drop(job.reply.send(Ok((job.ask, decision.answer))));
            }
        }
        Err(error) => {
            tracing::error!(%error, requests = jobs.len(), "cannot store requests");
            let code = crate::error::store_code(&error);
            jobs.drain(..).for_each(|job| drop(job.reply.send(Err(code))));
            // Nothing of the group is on disk, so none of it may stay in memory.
            match State::load(store, rules) {
                Ok(loaded) => *state = loaded,
                Err(error) => tracing::error!(%error, "cannot read the store"),
            }
        }
    }
}

fn decide_all(store: &mut Store, state: &mut State, rules: &Rules, jobs: &[Job]) -> rusqlite::Result<Vec<Decision>> {
    let batch = store.begin()?;
    let mut changed = Vec::new();
    let mut decisions = Vec::with_capacity(jobs.len());
    for job in jobs {
        let application = rules.host.pack.product(job.ask.product).map(|product| product.application);
        let decision = decide_one(&batch, state, rules, application, job)?;
        if decision.answer.is_ok() {
            changed.extend(application);
        }
        decisions.push(decision);
    }
    changed.sort_unstable();
    changed.dedup();
    for application in changed {
        if let Some(pool) = state.pools.get(&application) {
            batch.set_pool(application, pool)?;
        }
    }
    batch.set_counters(&state.counters)?;
    batch.commit()?;
    Ok(decisions)
}

fn decide_one(
    batch: &Batch<'_>,
    state: &mut State,
    rules: &Rules,
    application: Option<ApplicationId>,
    job: &Job,
) -> rusqlite::Result<Decision> {
    let Job { ask, now, .. } = job;
    let seen = batch.sightings(ask)?;
    let mut nobody = Pool::new(1);
    let pool = application.and_then(|id| state.pools.get_mut(&id)).unwrap_or(&mut nobody);
    let standing = rules.host.standing(*now);
    let decision = request::decide(ask, &rules.host.pack, &standing, &seen, pool, rules.intervals, *now);
    let code = decision.answer.err().unwrap_or(code::SUCCESS);
    let grant = decision.answer.ok();
    state.counters.record(ask.status, grant.is_some());
    batch.record_machine(ask, code, grant.map(|grant| grant.until), *now)?;
    batch.record_request(&handled(ask, code, grant.map_or(0, |grant| grant.count), *now))?;
    let known = seen.iter().any(|sighting| sighting.hardware == ask.hardware);
    if let (Some(other), false) = (&decision.cloned_from, known) {
        batch.record_event(&event::clone_found(ask.cmid, &ask.machine, &other.machine, *now))?;
    }
    Ok(decision)
}

fn handled(ask: &Ask, code: Code, count: u32, now: Moment) -> RequestHandled {
    RequestHandled {
        at: now,
        code,
        threshold: ask.threshold,
        machine: ask.machine.clone(),
        cmid: ask.cmid,
        client_time: ask.client_time,
        virtual_machine: ask.virtual_machine,
        status: ask.status.number(),
        minutes_left: ask.minutes_left,
        product: ask.product,
        count,
    }
}
