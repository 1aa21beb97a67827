//! The one thread that writes to the store. Its queue is bounded: at the limit a request is refused and may be sent again.

use crate::{
    commit::{self, CommitResult, Limits, PendingRequest},
    error::HostError,
    health::{DistrustedClock, End, Health, StoreFailure},
    held_time::HeldTime,
    live_config::{ActiveConfig, ConfigReloader},
    metrics::Metrics,
    publish,
    store::{Pruned, Store, StoreError},
    timekeeper::{TimeReading, Timekeeper},
};
use muster_core::{
    code::{self, Code},
    event::Occurrence,
    host::{
        history::PruneHorizon,
        rate_limit::{NETWORKS_MAX, RateLimiter},
        request::{ActivationRequest, HostStatus},
    },
    time::Span,
};
use muster_platform::clock::Clock;
use muster_proto::event::Event;
use std::{net::IpAddr, sync::Arc, thread};
use tokio::sync::{mpsc, oneshot};

/// Requests in one transaction.
const GROUP_MAX: usize = 256;
/// What a large group writes, generously.
const GROUP_BYTES: u32 = 256 * 1024;
/// The queue's limit; one request more is refused.
const QUEUE_MAX: usize = 4_096;
/// How long `/health` shows a clock jump.
const CLOCK_JUMP_SHOWN: Span = Span::days(1);

/// More requests are waiting than the host takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overloaded;

enum WriterCommand {
    Decide(PendingRequest),
    Maintain(MaintenanceJob),
}

/// Done after the requests of a group.
enum MaintenanceJob {
    /// Writes to the store, so that the health reported is the truth.
    CheckHealth(oneshot::Sender<Health>),
    /// Stores that time goes on, also where nobody asks.
    KeepTime,
    /// Removes some of the history that is older than a span; replies with whether there is more.
    Prune(Span, oneshot::Sender<Result<bool, Code>>),
}

/// A handle to the writer's thread.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<WriterCommand>,
    metrics: Arc<Metrics>,
    held_time: Arc<HeldTime>,
}

impl Writer {
    /// Starts the writer's thread. It ends when the last `Writer` is dropped, after it has answered every request.
    pub(crate) fn start(
        store: Box<dyn Store>,
        config: Arc<ConfigReloader>,
        clock: Clock,
        metrics: Arc<Metrics>,
    ) -> Result<(Self, thread::JoinHandle<()>), HostError> {
        let (queue, mut waiting) = mpsc::channel::<WriterCommand>(QUEUE_MAX);
        let timekeeper = Timekeeper::new(clock.clone());
        let held_time = Arc::new(HeldTime::default());
        let mut state = WriterState {
            store,
            active: config.current(),
            config,
            clock,
            metrics: metrics.clone(),
            limits: Limits::default(),
            limits_restored: false,
            timekeeper,
            pruning: None,
            health: Health::default(),
            held_time: held_time.clone(),
        };
        let run = move || {
            let mut commands = Vec::with_capacity(GROUP_MAX);
            while waiting.blocking_recv_many(&mut commands, GROUP_MAX) > 0 {
                state.health.waiting = waiting.len();
                state.run(&mut commands);
            }
        };
        let thread = thread::Builder::new().name("writer".into()).spawn(run)?;
        Ok((Self { queue, metrics, held_time }, thread))
    }

    /// Completes when the writer's thread has ended although `Writer`s are left.
    pub(crate) fn ended(&self) -> impl Future<Output = ()> + use<> {
        let queue = self.queue.clone();
        async move { queue.closed().await }
    }

    /// Decides a request; returns when the decision is on disk.
    pub(crate) async fn decide(&self, request: ActivationRequest, peer: IpAddr) -> Result<CommitResult, Overloaded> {
        let (reply, answer) = oneshot::channel();
        self.queue.try_send(WriterCommand::Decide(PendingRequest { request, peer, reply })).map_err(|_| {
            self.metrics.rejected_overload();
            Overloaded
        })?;
        Ok(answer.await.unwrap_or(Err(code::UNEXPECTED)))
    }

    /// The health of the host.
    pub(crate) async fn health(&self) -> Result<Health, Overloaded> {
        let (reply, answer) = oneshot::channel();
        self.queue.try_send(WriterCommand::Maintain(MaintenanceJob::CheckHealth(reply))).map_err(|_| Overloaded)?;
        answer.await.map_err(|_| Overloaded)
    }

    /// The time that the host goes by.
    pub(crate) fn held_time(&self) -> &HeldTime {
        &self.held_time
    }

    /// Stores that time goes on.
    pub(crate) async fn keep_time(&self) {
        // A writer that has ended ends the service.
        drop(self.queue.send(WriterCommand::Maintain(MaintenanceJob::KeepTime)).await);
    }

    /// Removes some of the history that is older than `keep`, and returns whether there is more.
    pub(crate) async fn prune(&self, keep: Span) -> Result<bool, Code> {
        let (reply, answer) = oneshot::channel();
        self.queue
            .send(WriterCommand::Maintain(MaintenanceJob::Prune(keep, reply)))
            .await
            .map_err(|_| code::UNEXPECTED)?;
        answer.await.unwrap_or(Err(code::UNEXPECTED))
    }
}

struct WriterState {
    store: Box<dyn Store>,
    config: Arc<ConfigReloader>,
    active: Arc<ActiveConfig>,
    clock: Clock,
    metrics: Arc<Metrics>,
    limits: Limits,
    /// Whether they go on from what is stored.
    limits_restored: bool,
    timekeeper: Timekeeper,
    /// Until when history is being removed, a page at a time.
    pruning: Option<PruneHorizon>,
    health: Health,
    held_time: Arc<HeldTime>,
}

impl WriterState {
    fn run(&mut self, commands: &mut Vec<WriterCommand>) {
        // What an administrator changed applies from this group on.
        self.active = self.config.current();
        let mut requests = Vec::with_capacity(commands.len());
        let mut jobs = Vec::new();
        for command in commands.drain(..) {
            match command {
                WriterCommand::Decide(request) => requests.push(request),
                WriterCommand::Maintain(job) => jobs.push(job),
            }
        }
        if !requests.is_empty() {
            let stored = self.commit(requests);
            let reading = stored.as_ref().ok().copied().flatten();
            self.record_health(stored.map(drop));
            if let Some(reading) = reading {
                self.note_clock(&reading);
            }
        }
        for job in jobs {
            match job {
                MaintenanceJob::CheckHealth(reply) => {
                    self.check();
                    drop(reply.send(self.health.clone()));
                }
                MaintenanceJob::KeepTime => {
                    let kept = self.read_clock().and_then(|reading| {
                        reading.latest.map_or(Ok(()), |now| self.store.advance_clock(now))?;
                        self.store.prune_rate_limits(reading.time.now)
                    });
                    self.record_health(kept);
                }
                MaintenanceJob::Prune(keep, reply) => drop(reply.send(self.prune(keep).map_err(|error| error.code()))),
            }
        }
    }

    fn commit(&mut self, requests: Vec<PendingRequest>) -> Result<Option<TimeReading>, StoreError> {
        let Self { store, limits, timekeeper, metrics, active, .. } = self;
        // A store that cannot be read takes the group no better, and says why.
        if !self.limits_restored
            && let Ok(stored) = store.rate_limits(NETWORKS_MAX as u32)
        {
            limits.new_machines = RateLimiter::restore(stored);
            self.limits_restored = true;
        }
        commit::commit_group(&mut **store, limits, timekeeper, active, metrics, requests)
    }

    /// Reads the clock, and records what that finds.
    fn read_clock(&mut self) -> Result<TimeReading, StoreError> {
        let reading = self.timekeeper.read(&self.store.clock()?, &self.active.bounds());
        self.note_clock(&reading);
        Ok(reading)
    }

    /// Nothing is removed by a clock that is not believed.
    fn prune(&mut self, keep: Span) -> Result<bool, StoreError> {
        let reading = self.read_clock()?;
        if reading.time.distrusted.is_some() {
            self.pruning = None;
            return Ok(false);
        }
        let horizon = match self.pruning {
            Some(horizon) => horizon,
            None => PruneHorizon::new(reading.time.certain, self.store.clock()?.pruned, keep),
        };
        let pruned = self.store.prune(horizon.before)?;
        let evidence = self.store.prune_evidence(horizon.at - self.active.host.config.evidence.keep())?;
        let more = pruned != Pruned::default() || evidence > 0;
        self.pruning = Some(horizon).filter(|_| more);
        if !more {
            self.store.set_pruned(horizon.at)?;
        }
        Ok(more)
    }

    fn check(&mut self) {
        // A disk that had no room for a group has some for less.
        let bytes = if self.health.store.is_some() { GROUP_BYTES } else { 1 };
        // A store that takes nothing may still be read: whether the host is enabled is no matter of the disk.
        if let Ok(settings) = self.store.settings() {
            self.health.enabled = settings.enabled;
            if let Ok(unpublished) = publish::unpublished(&self.active.host, &mut *self.store, &settings) {
                self.health.unpublished = unpublished;
            }
        }
        let probed = self.store.probe_write(bytes).and_then(|()| self.read_clock());
        let now = probed.as_ref().map_or_else(|_| self.clock.now(), |reading| reading.time.now);
        self.record_health(probed.map(drop));
        let host = &self.active.host;
        self.health.activated = matches!(host.status(now), HostStatus::Activated(_));
        let (license, pack) = (host.license().map(|license| license.until()), host.pack().until);
        self.metrics.ends(license, pack, now);
        self.health.license = license.map(|until| End::new(until, now));
        self.health.pack = Some(End::new(pack, now));
    }

    /// Records whether the store works; logs once when it fails, and once when it recovers.
    fn record_health(&mut self, result: Result<(), StoreError>) {
        self.metrics.record_health(result.is_ok());
        match (result, self.health.store.take()) {
            (Ok(()), None) => {}
            (Ok(()), Some(failure)) => {
                tracing::info!(since = failure.since.unix(), "the store is back");
                let StoreFailure { code, since, .. } = failure;
                self.record_event(&Event::new(&Occurrence::StoreRecovered { code, since }, self.clock.now()));
            }
            (Err(_), Some(failure)) => self.health.store = Some(failure),
            (Err(error), None) => {
                tracing::error!(%error, "the store takes nothing: requests are refused and may be sent again");
                let (code, detail) = (error.code(), error.to_string());
                self.health.store = Some(StoreFailure { code, detail, since: self.clock.now() });
            }
        }
    }

    /// Records what a reading of the clock found: each change leaves one event.
    fn note_clock(&mut self, &TimeReading { time, distrusted, .. }: &TimeReading) {
        let earlier = self.health.distrusted.take();
        if let Some(seconds) = time.set.filter(|_| distrusted.is_none() && earlier.is_none()) {
            tracing::warn!(seconds, "the clock was set");
            self.health.clock_set = Some((time.now, seconds));
            self.record_event(&Event::new(&Occurrence::ClockJumped { seconds }, time.now));
        }
        self.health.clock_set = self.health.clock_set.filter(|(at, _)| time.now.distance(*at) < CLOCK_JUMP_SHOWN);
        self.health.distrusted = distrusted.map(|(clock, held)| {
            let since = earlier.map_or(held, |earlier| earlier.since);
            DistrustedClock { clock, held, since }
        });
        self.held_time.note(time.now, &self.clock);
        match (earlier, distrusted) {
            (None, Some((clock, held))) => {
                tracing::error!(clock = clock.unix(), held = held.unix(), "the clock is not believed");
                self.record_event(&Event::new(&Occurrence::ClockDistrusted { clock, held }, held));
            }
            (Some(_), None) => {
                tracing::info!(clock = time.now.unix(), "the clock is believed again");
                self.record_event(&Event::new(&Occurrence::ClockTrusted { clock: time.now }, time.now));
            }
            _ => {}
        }
    }

    fn record_event(&mut self, event: &Event) {
        if let Err(error) = self.store.add_event(event) {
            tracing::warn!(%error, event = event.id, "cannot record an event");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Overloaded, Writer, WriterCommand};
    use crate::metrics::Metrics;
    use muster_core::{
        client::license::Status,
        code,
        host::request::ActivationRequest,
        id::{ActivationId, Cmid, HardwareId},
        time::{Moment, Span},
    };
    use std::{
        future::Future,
        net::IpAddr,
        pin::{Pin, pin},
        sync::Arc,
        task::{Context, Poll, Waker},
    };
    use tokio::sync::mpsc;

    /// A writer whose thread takes nothing; its queue holds one command.
    fn writer() -> (Writer, mpsc::Receiver<WriterCommand>) {
        let (queue, waiting) = mpsc::channel(1);
        (Writer { queue, metrics: Arc::new(Metrics::new()), held_time: Arc::default() }, waiting)
    }

    const PEER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    fn request() -> ActivationRequest {
        ActivationRequest {
            cmid: Cmid::from_bytes([1; 16]),
            hardware: HardwareId::from_bytes([1; 16]),
            machine: "pc".into(),
            product: ActivationId::from_bytes([1; 16]),
            client_time: Moment::from_unix(0),
            virtual_machine: false,
            status: Status::InitialGrace,
            minutes_left: 0,
            threshold: 1,
            counter: 1,
        }
    }

    fn poll<T>(future: Pin<&mut impl Future<Output = T>>) -> Poll<T> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn a_request_beyond_the_queue_is_refused_at_once_and_counted() {
        let (writer, mut waiting) = writer();
        let mut first = pin!(writer.decide(request(), PEER));
        assert!(poll(first.as_mut()).is_pending());
        assert!(matches!(poll(pin!(writer.decide(request(), PEER))), Poll::Ready(Err(Overloaded))));
        assert!(matches!(poll(pin!(writer.health())), Poll::Ready(Err(Overloaded))));
        assert!(writer.metrics.text().contains("muster_requests_shed_total 1\n"), "{}", writer.metrics.text());
        assert!(waiting.try_recv().is_ok());
        assert!(poll(pin!(writer.decide(request(), PEER))).is_pending(), "there is room again");
    }

    #[test]
    fn a_request_that_the_writer_dropped_is_a_fault_and_never_waits_for_ever() {
        let (writer, mut waiting) = writer();
        let mut decided = pin!(writer.decide(request(), PEER));
        assert!(poll(decided.as_mut()).is_pending());
        drop(waiting.try_recv());
        assert!(matches!(poll(decided.as_mut()), Poll::Ready(Ok(Err(code)) ) if code == code::UNEXPECTED));
    }

    /// Removing history waits for room: it is nobody's request.
    #[test]
    fn pruning_waits_for_room_in_the_queue() {
        let (writer, mut waiting) = writer();
        let mut decided = pin!(writer.decide(request(), PEER));
        assert!(poll(decided.as_mut()).is_pending());
        let mut pruned = pin!(writer.prune(Span::days(400)));
        assert!(poll(pruned.as_mut()).is_pending());
        assert!(matches!(waiting.try_recv(), Ok(WriterCommand::Decide(_))));
        assert!(poll(pruned.as_mut()).is_pending());
        assert!(matches!(waiting.try_recv(), Ok(WriterCommand::Maintain(_))));
        assert!(matches!(poll(pruned.as_mut()), Poll::Ready(Err(code)) if code == code::UNEXPECTED));
    }

    #[test]
    fn the_end_of_the_thread_is_noticed() {
        let (writer, waiting) = writer();
        let mut ended = pin!(writer.ended());
        assert!(poll(ended.as_mut()).is_pending());
        drop(waiting);
        assert!(poll(ended.as_mut()).is_ready());
        assert!(matches!(poll(pin!(writer.decide(request(), PEER))), Poll::Ready(Err(Overloaded))));
    }
}
