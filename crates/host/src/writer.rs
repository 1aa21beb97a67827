//! The one thread that writes to the store. Its queue is bounded: at the limit a request is refused and may be sent again.

use crate::{
    commit::{self, CommitResult, PendingRequest},
    error::HostError,
    health::{Health, StoreFailure},
    live_config::ConfigReloader,
    metrics::Metrics,
    store::{Store, StoreError},
};
use muster_core::{
    clock::clock_jump::ClockJumpDetector,
    code::{self, Code},
    event::Occurrence,
    host::{group::ReceivedRequest, rate_limit::RateLimiter, request::HostStatus},
    time::{Moment, Span},
};
use muster_platform::clock::Clock;
use muster_proto::event::Event;
use std::{sync::Arc, thread};
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
    CheckHealth(Moment, oneshot::Sender<Health>),
    /// Removes some of the history before a moment; replies with the number of rows.
    Prune(Moment, oneshot::Sender<Result<u64, Code>>),
}

/// A handle to the writer's thread.
#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<WriterCommand>,
    metrics: Arc<Metrics>,
}

impl Writer {
    /// Starts the writer's thread. It ends when the last `Writer` is dropped, after it has answered every request.
    pub(crate) fn start(
        store: Box<dyn Store>,
        config: ConfigReloader,
        clock: Clock,
        metrics: Arc<Metrics>,
    ) -> Result<(Self, thread::JoinHandle<()>), HostError> {
        let (queue, mut waiting) = mpsc::channel::<WriterCommand>(QUEUE_MAX);
        let mut state = WriterState {
            store,
            config,
            clock,
            metrics: metrics.clone(),
            limiter: RateLimiter::default(),
            clock_jumps: ClockJumpDetector::default(),
            health: Health::default(),
        };
        let run = move || {
            let mut commands = Vec::with_capacity(GROUP_MAX);
            while waiting.blocking_recv_many(&mut commands, GROUP_MAX) > 0 {
                state.health.waiting = waiting.len();
                state.run(&mut commands);
            }
        };
        let thread = thread::Builder::new().name("writer".into()).spawn(run)?;
        Ok((Self { queue, metrics }, thread))
    }

    /// Completes when the writer's thread has ended although `Writer`s are left.
    pub(crate) fn ended(&self) -> impl Future<Output = ()> + use<> {
        let queue = self.queue.clone();
        async move { queue.closed().await }
    }

    /// Decides a request; returns when the decision is on disk.
    pub(crate) async fn decide(&self, received: ReceivedRequest) -> Result<CommitResult, Overloaded> {
        let (reply, answer) = oneshot::channel();
        self.queue.try_send(WriterCommand::Decide(PendingRequest { received, reply })).map_err(|_| {
            self.metrics.rejected_overload();
            Overloaded
        })?;
        Ok(answer.await.unwrap_or(Err(code::UNEXPECTED)))
    }

    /// The health of the host at `now`.
    pub(crate) async fn health(&self, now: Moment) -> Result<Health, Overloaded> {
        let (reply, answer) = oneshot::channel();
        self.queue
            .try_send(WriterCommand::Maintain(MaintenanceJob::CheckHealth(now, reply)))
            .map_err(|_| Overloaded)?;
        answer.await.map_err(|_| Overloaded)
    }

    /// Removes some of the history before a moment, and returns the number of rows.
    pub(crate) async fn prune(&self, before: Moment) -> Result<u64, Code> {
        let (reply, answer) = oneshot::channel();
        self.queue
            .send(WriterCommand::Maintain(MaintenanceJob::Prune(before, reply)))
            .await
            .map_err(|_| code::UNEXPECTED)?;
        answer.await.unwrap_or(Err(code::UNEXPECTED))
    }
}

struct WriterState {
    store: Box<dyn Store>,
    config: ConfigReloader,
    clock: Clock,
    metrics: Arc<Metrics>,
    limiter: RateLimiter,
    clock_jumps: ClockJumpDetector,
    health: Health,
}

impl WriterState {
    fn run(&mut self, commands: &mut Vec<WriterCommand>) {
        // What an administrator changed applies from this group on.
        self.config.refresh();
        self.check_clock();
        let mut requests = Vec::with_capacity(commands.len());
        let mut jobs = Vec::new();
        for command in commands.drain(..) {
            match command {
                WriterCommand::Decide(request) => requests.push(request),
                WriterCommand::Maintain(job) => jobs.push(job),
            }
        }
        if !requests.is_empty() {
            let active = self.config.active();
            let stored = commit::commit_group(&mut *self.store, &mut self.limiter, active, &self.metrics, requests);
            self.record_health(stored);
        }
        for job in jobs {
            match job {
                MaintenanceJob::CheckHealth(now, reply) => {
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
        let bytes = if self.health.store.is_some() { GROUP_BYTES } else { 1 };
        let probed = self.store.probe_write(bytes).and_then(|()| self.store.settings());
        if let Ok(settings) = &probed {
            self.health.enabled = settings.enabled;
        }
        self.record_health(probed.map(drop));
        let host = &self.config.active().host;
        self.health.activated = matches!(host.status(now), HostStatus::Activated(_));
        self.metrics.license(host.license().map(|license| Moment::from_unix(license.license.exp)), now);
    }

    /// Records whether the store works; logs once when it fails, and once when it recovers.
    fn record_health(&mut self, result: Result<(), StoreError>) {
        self.metrics.record_health(result.is_ok());
        match (result, self.health.store.take()) {
            (Ok(()), None) => {}
            (Ok(()), Some(failure)) => {
                tracing::info!(since = failure.since.unix(), "the store is back");
                let recorded = self.store.add_event(&Event::new(
                    &Occurrence::StoreRecovered { code: failure.code, since: failure.since },
                    self.clock.now(),
                ));
                if let Err(error) = recorded {
                    tracing::warn!(%error, "cannot record that the store is back");
                }
            }
            (Err(_), Some(failure)) => self.health.store = Some(failure),
            (Err(error), None) => {
                tracing::error!(%error, "the store takes nothing: requests are refused and may be sent again");
                let (code, detail) = (error.code(), error.to_string());
                self.health.store = Some(StoreFailure { code, detail, since: self.clock.now() });
            }
        }
    }

    fn check_clock(&mut self) {
        let now = self.clock.now();
        if let Some(seconds) = self.clock_jumps.observe(now, self.clock.running()) {
            tracing::warn!(seconds, "the clock was set");
            self.health.clock = Some((now, seconds));
            if let Err(error) = self.store.add_event(&Event::new(&Occurrence::ClockJumped { seconds }, now)) {
                tracing::warn!(%error, "cannot record that the clock was set");
            }
        }
        self.health.clock = self.health.clock.filter(|(at, _)| now.distance(*at) < CLOCK_JUMP_SHOWN);
    }
}

#[cfg(test)]
mod tests {
    use super::{Overloaded, Writer, WriterCommand};
    use crate::metrics::Metrics;
    use muster_core::{
        client::license::Status,
        code,
        host::{group::ReceivedRequest, request::ActivationRequest},
        id::{ActivationId, Cmid, HardwareId},
        time::Moment,
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
        (Writer { queue, metrics: Arc::new(Metrics::new()) }, waiting)
    }

    fn request() -> ReceivedRequest {
        let request = ActivationRequest {
            cmid: Cmid::from_bytes([1; 16]),
            hardware: HardwareId::from_bytes([1; 16]),
            machine: "pc".into(),
            product: ActivationId::from_bytes([1; 16]),
            client_time: Moment::from_unix(0),
            virtual_machine: false,
            status: Status::InitialGrace,
            minutes_left: 0,
            threshold: 1,
        };
        ReceivedRequest { request, peer: IpAddr::from([127, 0, 0, 1]), now: Moment::from_unix(0) }
    }

    fn poll<T>(future: Pin<&mut impl Future<Output = T>>) -> Poll<T> {
        future.poll(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn a_request_beyond_the_queue_is_refused_at_once_and_counted() {
        let (writer, mut waiting) = writer();
        let mut first = pin!(writer.decide(request()));
        assert!(poll(first.as_mut()).is_pending());
        assert!(matches!(poll(pin!(writer.decide(request()))), Poll::Ready(Err(Overloaded))));
        assert!(matches!(poll(pin!(writer.health(Moment::from_unix(0)))), Poll::Ready(Err(Overloaded))));
        assert!(writer.metrics.text().contains("muster_requests_shed_total 1\n"), "{}", writer.metrics.text());
        assert!(waiting.try_recv().is_ok());
        assert!(poll(pin!(writer.decide(request()))).is_pending(), "there is room again");
    }

    #[test]
    fn a_request_that_the_writer_dropped_is_a_fault_and_never_waits_for_ever() {
        let (writer, mut waiting) = writer();
        let mut decided = pin!(writer.decide(request()));
        assert!(poll(decided.as_mut()).is_pending());
        drop(waiting.try_recv());
        assert!(matches!(poll(decided.as_mut()), Poll::Ready(Ok(Err(code)) ) if code == code::UNEXPECTED));
    }

    /// Removing history waits for room: it is nobody's request.
    #[test]
    fn pruning_waits_for_room_in_the_queue() {
        let (writer, mut waiting) = writer();
        let mut decided = pin!(writer.decide(request()));
        assert!(poll(decided.as_mut()).is_pending());
        let mut pruned = pin!(writer.prune(Moment::from_unix(0)));
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
        assert!(matches!(poll(pin!(writer.decide(request()))), Poll::Ready(Err(Overloaded))));
    }
}
