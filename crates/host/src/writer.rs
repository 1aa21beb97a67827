//! The one thread that writes. What waits for it waits in a queue with an end: beyond it a request is told to come back.

use crate::{
    HostError,
    commit::{self, CommitResult, PendingRequest},
    health::{Health, StoreFailure},
    live_config::ConfigReloader,
    metrics::Metrics,
    store::{Store, StoreError},
};
use muster_core::{
    clock::clock_jump::ClockJumpDetector,
    code::{self, Code},
    host::{group::ReceivedRequest, rate_limit::RateLimiter, request::HostStatus},
    time::{Moment, Span},
};
use muster_platform::clock::Clock;
use muster_proto::event;
use std::{sync::Arc, thread};
use tokio::sync::{mpsc, oneshot};

/// Requests in one transaction.
const GROUP_MAX: usize = 256;
/// What a large group writes, generously.
const GROUP_BYTES: u32 = 256 * 1024;
/// Requests that may wait.
const WAITING_MAX: usize = 4_096;
/// A clock that was set is told for so long.
const CLOCK_TOLD: Span = Span::days(1);

/// More requests are waiting than the host takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overloaded;

/// What the writer is asked for.
enum WriterCommand {
    Ask(PendingRequest),
    MaintenanceJob(MaintenanceJob),
}

/// What it does after the requests of a group.
enum MaintenanceJob {
    /// How the host is: the store is written to, so that the answer is the truth.
    Check(Moment, oneshot::Sender<Health>),
    /// Removes a little of the history before a moment; answers how much it was.
    Prune(Moment, oneshot::Sender<Result<u64, Code>>),
}

/// The way to the writer.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<WriterCommand>,
    metrics: Arc<Metrics>,
}

impl Writer {
    /// Starts the writer's thread. It ends when the last `Writer` is dropped, after it has answered everybody.
    pub(crate) fn start(
        store: Box<dyn Store>,
        watch: ConfigReloader,
        clock: Clock,
        metrics: Arc<Metrics>,
    ) -> Result<(Self, thread::JoinHandle<()>), HostError> {
        let (queue, mut waiting) = mpsc::channel::<WriterCommand>(WAITING_MAX);
        let mut desk = WriterState {
            store,
            watch,
            clock,
            metrics: metrics.clone(),
            limiter: RateLimiter::default(),
            drift: ClockJumpDetector::default(),
            health: Health::default(),
        };
        let run = move || {
            let mut jobs = Vec::with_capacity(GROUP_MAX);
            while waiting.blocking_recv_many(&mut jobs, GROUP_MAX) > 0 {
                desk.health.waiting = waiting.len();
                desk.work(&mut jobs);
            }
        };
        let thread = thread::Builder::new().name("writer".into()).spawn(run)?;
        Ok((Self { queue, metrics }, thread))
    }

    /// Returns when the writer's thread has ended, although somebody could still ask it.
    pub(crate) fn ended(&self) -> impl Future<Output = ()> + use<> {
        let queue = self.queue.clone();
        async move { queue.closed().await }
    }

    /// Decides a request; returns when the decision is on disk.
    pub(crate) async fn decide(&self, asked: ReceivedRequest) -> Result<CommitResult, Overloaded> {
        let (reply, answer) = oneshot::channel();
        self.queue.try_send(WriterCommand::Ask(PendingRequest { asked, reply })).map_err(|_| {
            self.metrics.rejected_overload();
            Overloaded
        })?;
        Ok(answer.await.unwrap_or(Err(code::UNEXPECTED)))
    }

    /// How the host is at `now`.
    pub(crate) async fn health(&self, now: Moment) -> Result<Health, Overloaded> {
        let (reply, answer) = oneshot::channel();
        self.queue
            .try_send(WriterCommand::MaintenanceJob(MaintenanceJob::Check(now, reply)))
            .map_err(|_| Overloaded)?;
        answer.await.map_err(|_| Overloaded)
    }

    /// Removes a little of the history before a moment; how many rows it was.
    pub(crate) async fn prune(&self, before: Moment) -> Result<u64, Code> {
        let (reply, answer) = oneshot::channel();
        self.queue
            .send(WriterCommand::MaintenanceJob(MaintenanceJob::Prune(before, reply)))
            .await
            .map_err(|_| code::UNEXPECTED)?;
        answer.await.unwrap_or(Err(code::UNEXPECTED))
    }
}

/// What the writer works with.
struct WriterState {
    store: Box<dyn Store>,
    watch: ConfigReloader,
    clock: Clock,
    metrics: Arc<Metrics>,
    limiter: RateLimiter,
    drift: ClockJumpDetector,
    health: Health,
}

impl WriterState {
    fn work(&mut self, jobs: &mut Vec<WriterCommand>) {
        // Whatever an administrator changed is in force from this group on.
        self.watch.refresh();
        self.look_at_clock();
        let mut asks = Vec::with_capacity(jobs.len());
        let mut chores = Vec::new();
        for job in jobs.drain(..) {
            match job {
                WriterCommand::Ask(ask) => asks.push(ask),
                WriterCommand::MaintenanceJob(chore) => chores.push(chore),
            }
        }
        if !asks.is_empty() {
            let active = self.watch.active();
            let stored = commit::answer(&mut *self.store, &mut self.limiter, active, &self.metrics, asks);
            self.record_health(stored);
        }
        for chore in chores {
            match chore {
                MaintenanceJob::Check(now, reply) => {
                    self.check(now);
                    drop(reply.send(self.health.clone()));
                }
                MaintenanceJob::Prune(before, reply) => {
                    let pruned = self.store.prune(before);
                    let _ = reply.send(pruned.map_err(|error| error.code()));
                }
            }
        }
    }

    fn check(&mut self, now: Moment) {
        // A disk that had no room for a group has some for less.
        let room = if self.health.store.is_some() { GROUP_BYTES } else { 1 };
        let proved = self.store.probe_write(room).and_then(|()| self.store.settings());
        if let Ok(settings) = &proved {
            self.health.enabled = settings.enabled;
        }
        self.record_health(proved.map(drop));
        let host = &self.watch.active().host;
        self.health.activated = matches!(host.standing(now), HostStatus::Activated(_));
        self.metrics.license(host.credential().map(|credential| Moment::from_unix(credential.license.exp)), now);
    }

    /// Takes down whether the store works: told once when it fails, and once when it is back.
    fn record_health(&mut self, result: Result<(), StoreError>) {
        self.metrics.record_health(result.is_ok());
        match (result, self.health.store.take()) {
            (Ok(()), None) => {}
            (Ok(()), Some(trouble)) => {
                tracing::info!(since = trouble.since.unix(), "the store is back");
                let told = self.store.add_event(&event::store_back(trouble.code, trouble.since, self.clock.now()));
                if let Err(error) = told {
                    tracing::warn!(%error, "cannot record that the store is back");
                }
            }
            (Err(_), Some(trouble)) => self.health.store = Some(trouble),
            (Err(error), None) => {
                tracing::error!(%error, "the store takes nothing: requests are told to come back");
                let (code, detail) = (error.code(), error.to_string());
                self.health.store = Some(StoreFailure { code, detail, since: self.clock.now() });
            }
        }
    }

    fn look_at_clock(&mut self) {
        let now = self.clock.now();
        if let Some(seconds) = self.drift.observe(now, self.clock.running()) {
            tracing::warn!(seconds, "the clock was set");
            self.health.clock = Some((now, seconds));
            if let Err(error) = self.store.add_event(&event::clock_jumped(seconds, now)) {
                tracing::warn!(%error, "cannot record that the clock was set");
            }
        }
        self.health.clock = self.health.clock.filter(|(at, _)| now.distance(*at) < CLOCK_TOLD);
    }
}
