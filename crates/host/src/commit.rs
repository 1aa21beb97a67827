//! Group commit: requests that wait are decided together and put on disk by one transaction; then they are answered.

use crate::{
    HostError,
    standing::{Credential, InForce, Watch},
    store::{Batch, Store},
};
use muster_core::{
    access::{Limited, Limiter},
    code::{self, Code},
    counters::Counters,
    id::ApplicationId,
    pool::Pool,
    request::{self, Ask, Decision, Grant},
    time::{Moment, Span},
};
use muster_wire::event::{self, RequestHandled};
use std::{collections::HashMap, net::IpAddr, sync::Arc, thread};
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
    ask: Ask,
    peer: IpAddr,
    now: Moment,
    reply: oneshot::Sender<Answer>,
}

/// The way to the one thread that writes.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Job>,
}

impl Writer {
    /// Starts the writer's thread. It ends when the last `Writer` is dropped, after it has answered everybody.
    pub(crate) fn start(store: Store, mut watch: Watch) -> Result<(Self, thread::JoinHandle<()>), HostError> {
        let (queue, mut waiting) = mpsc::channel::<Job>(WAITING_MAX);
        let mut state = State::load(&store, watch.in_force())?;
        let mut store = store;
        let run = move || {
            let mut jobs = Vec::with_capacity(GROUP_MAX);
            while waiting.blocking_recv_many(&mut jobs, GROUP_MAX) > 0 {
                // Whatever an administrator changed is in force from this group on.
                if watch.refresh(&store) {
                    state.reload(&store, watch.in_force());
                }
                answer(&mut store, &mut state, watch.in_force(), &mut jobs);
            }
        };
        let thread = thread::Builder::new().name("writer".into()).spawn(run)?;
        Ok((Self { queue }, thread))
    }

    /// Decides a request; returns when the decision is on disk.
    pub(crate) async fn decide(&self, ask: Ask, peer: IpAddr, now: Moment) -> Result<Answer, Overloaded> {
        let (reply, answer) = oneshot::channel();
        self.queue.try_send(Job { ask, peer, now, reply }).map_err(|_| Overloaded)?;
        Ok(answer.await.unwrap_or(Err(code::UNEXPECTED)))
    }
}

/// Count and counters as they are on disk, and the pace of each address.
struct State {
    pools: HashMap<ApplicationId, Pool>,
    counters: Counters,
    limiter: Limiter,
}

impl State {
    fn load(store: &Store, rules: &InForce) -> rusqlite::Result<Self> {
        let pack = rules.host.pack();
        let pools = pack.applications.iter().map(|application| {
            let pool = store.pool(pack, application.id)?;
            Ok((application.id, pool))
        });
        let pools = pools.collect::<rusqlite::Result<_>>()?;
        Ok(Self { pools, counters: store.counters()?, limiter: Limiter::default() })
    }

    /// Takes what is on disk in place of what is in memory; the pace of each address stays.
    fn reload(&mut self, store: &Store, rules: &InForce) {
        match Self::load(store, rules) {
            Ok(loaded) => *self = Self { limiter: std::mem::take(&mut self.limiter), ..loaded },
            Err(error) => tracing::error!(%error, "cannot read the store"),
        }
    }
}

fn answer(store: &mut Store, state: &mut State, rules: &InForce, jobs: &mut Vec<Job>) {
    match decide_all(store, state, rules, jobs) {
        Ok(decisions) => {
            for (job, (decision, retry_after)) in jobs.drain(..).zip(decisions) {
                let credential = rules.credential.clone();
                let decided = Decided { ask: job.ask, answer: decision.answer, credential, retry_after };
                // A client that hung up meanwhile is counted all the same.
                drop(job.reply.send(Ok(decided)));
            }
        }
        Err(error) => {
            tracing::error!(%error, requests = jobs.len(), "cannot store requests");
            let code = crate::error::store_code(&error);
            jobs.drain(..).for_each(|job| drop(job.reply.send(Err(code))));
            // Nothing of the group is on disk, so none of it may stay in memory.
            state.reload(store, rules);
        }
    }
}

type Outcome = (Decision, Option<Span>);

fn decide_all(store: &mut Store, state: &mut State, rules: &InForce, jobs: &[Job]) -> rusqlite::Result<Vec<Outcome>> {
    let batch = store.begin()?;
    let mut changed = Vec::new();
    let mut decisions = Vec::with_capacity(jobs.len());
    for job in jobs {
        let application = rules.host.pack().product(job.ask.product).map(|product| product.application);
        let outcome = decide_one(&batch, state, rules, application, job)?;
        if outcome.0.answer.is_ok() {
            changed.extend(application);
        }
        decisions.push(outcome);
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
    rules: &InForce,
    application: Option<ApplicationId>,
    job: &Job,
) -> rusqlite::Result<Outcome> {
    let Job { ask, now, .. } = job;
    let seen = batch.sightings(ask)?;
    if let Some(refusal) = at_the_door(batch, state, rules, seen.is_empty(), job)? {
        // A stranger that was turned away leaves an event and no row in the inventory.
        state.counters.record(ask.status, false);
        batch.record_request(&handled(ask, refusal.code, 0, *now))?;
        let answer = Err(refusal.code);
        return Ok((Decision { answer, cloned_from: None }, refusal.retry_after));
    }
    let mut nobody = Pool::new(1);
    let pool = application.and_then(|id| state.pools.get_mut(&id)).unwrap_or(&mut nobody);
    let standing = rules.standing(*now);
    let intervals = rules.settings.intervals;
    let decision = request::decide(ask, rules.host.pack(), &standing, &seen, pool, intervals, *now);
    let code = decision.answer.err().unwrap_or(code::SUCCESS);
    let grant = decision.answer.ok();
    state.counters.record(ask.status, grant.is_some());
    batch.record_machine(ask, code, grant.map(|grant| grant.until), *now)?;
    batch.record_request(&handled(ask, code, grant.map_or(0, |grant| grant.count), *now))?;
    let known = seen.iter().any(|sighting| sighting.hardware == ask.hardware);
    if let (Some(other), false) = (&decision.cloned_from, known) {
        batch.record_event(&event::clone_found(ask.cmid, &ask.machine, &other.machine, *now))?;
    }
    Ok((decision, None))
}

struct TurnedAway {
    code: Code,
    retry_after: Option<Span>,
}

/// Whether the machine may ask at all; one that is new here, whether its address keeps the pace.
fn at_the_door(
    batch: &Batch<'_>,
    state: &mut State,
    rules: &InForce,
    unseen: bool,
    job: &Job,
) -> rusqlite::Result<Option<TurnedAway>> {
    let Job { ask, peer, now, .. } = job;
    let access = &rules.host.config.access;
    if !access.lists().permits(*peer, &ask.machine, ask.cmid) {
        return Ok(Some(TurnedAway { code: code::ACCESS_DENIED, retry_after: None }));
    }
    if !unseen || batch.is_known(ask.cmid)? {
        return Ok(None);
    }
    match state.limiter.admit(access.new_machines(), *peer, *now) {
        Ok(()) => Ok(None),
        Err(Limited { code, retry_after, first }) => {
            if first {
                batch.record_event(&event::new_machines_limited(&peer.to_string(), *now))?;
            }
            Ok(Some(TurnedAway { code, retry_after: Some(retry_after) }))
        }
    }
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
