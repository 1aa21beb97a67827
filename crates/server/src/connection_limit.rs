//! A limit on open connections and on what their unfinished requests hold in memory. At a limit, the connection that has been
//! open longest without being answered is evicted, so slow or idle peers do not starve others.

use crate::{
    held_bytes::{Excess, HeldBytes, network},
    limits::PROGRESS_BYTES,
};
use muster_platform::clock::Stopwatch;
use std::{
    collections::VecDeque,
    net::IpAddr,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Notify, OwnedSemaphorePermit, Semaphore, futures::OwnedNotified},
    time::timeout,
};

/// For so long a limit that was reached is reported.
const REPORTED: Duration = Duration::from_secs(60);

pub(crate) struct ConnectionLimit {
    connections_max: usize,
    free: Arc<Semaphore>,
    /// Connections in the order in which they were opened.
    open: Mutex<VecDeque<Arc<Slot>>>,
    held: Mutex<HeldBytes>,
    /// Notified whenever a connection has answered its request or is closed.
    idle: Notify,
    /// Wakes whoever waits for the next connection to close.
    closed: Notify,
    /// Wakes one after the other of those who wait until they may read.
    room: Arc<Notify>,
    /// The most connections that were open at once, since they were few.
    peak: AtomicUsize,
    /// Since a connection had to make way.
    reached: Mutex<Option<Stopwatch>>,
}

/// The slot of one connection.
pub(crate) struct Slot {
    network: IpAddr,
    /// Bytes of its unfinished request.
    held: AtomicUsize,
    /// What it held when it was told to close.
    leaving: AtomicUsize,
    /// A request is being answered; such a connection is never evicted.
    busy: AtomicBool,
    /// A large body is being read, for which whoever reads it has a limit of its own.
    large_body: AtomicBool,
    closed: AtomicBool,
    /// Bytes of answers that the peer has taken since this counted as progress last.
    sent: AtomicUsize,
    evict: Notify,
    /// Notified when a request has arrived, when it was answered, and while the peer takes a long answer.
    progress: Notify,
}

/// How many connections there are, as of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectionStats {
    /// Open connections.
    pub open: usize,
    /// As many may be open.
    pub max: usize,
    /// Whether a connection had to make way within the last minute.
    pub is_full: bool,
}

impl ConnectionLimit {
    pub(crate) fn new(connections_max: usize) -> Self {
        let free = Arc::new(Semaphore::new(connections_max));
        let (open, held, idle, closed, room, peak, reached) = Default::default();
        Self { connections_max, free, open, held, idle, closed, room, peak, reached }
    }

    /// Waits for a slot for a connection from `peer`; evicts an idle connection when there is none.
    pub(crate) async fn acquire(self: &Arc<Self>, peer: IpAddr) -> Permit {
        let permit = loop {
            if let Ok(permit) = self.free.clone().try_acquire_owned() {
                break Some(permit);
            }
            if self.evict(|_| true) {
                break self.free.clone().acquire_owned().await.ok();
            }
            self.idle.notified().await;
        };
        self.peak.fetch_max(self.stats().open, Ordering::Relaxed);
        let slot = Arc::new(Slot {
            network: network(peer),
            held: AtomicUsize::new(0),
            leaving: AtomicUsize::new(0),
            busy: AtomicBool::new(false),
            large_body: AtomicBool::new(false),
            closed: AtomicBool::new(false),
            sent: AtomicUsize::new(0),
            evict: Notify::new(),
            progress: Notify::new(),
        });
        let mut open = lock(&self.open);
        // Closed connections are removed only now and then; the list holds at most twice the limit.
        if open.len() >= 2 * self.connections_max {
            open.retain(|slot| !slot.closed.load(Ordering::Relaxed));
        }
        open.push_back(slot.clone());
        Permit { slot, limit: self.clone(), _permit: permit }
    }

    /// Makes room at a limit of the system, and waits a moment until there is some.
    pub(crate) async fn make_room(&self, wait: Duration) {
        let freed = self.closed.notified();
        self.evict(|_| true);
        drop(timeout(wait, freed).await);
    }

    /// Whether there were `many` connections at once and most of them are gone. Says so once.
    pub(crate) fn has_calmed_down(&self, many: usize) -> bool {
        let (open, peak) = (self.stats().open, self.peak.load(Ordering::Relaxed));
        peak >= many && open <= peak / 16 && self.peak.swap(0, Ordering::Relaxed) > 0
    }

    pub(crate) fn stats(&self) -> ConnectionStats {
        let open = self.connections_max - self.free.available_permits().min(self.connections_max);
        let is_full = lock(&self.reached).as_ref().is_some_and(|since| since.elapsed() < REPORTED);
        ConnectionStats { open, max: self.connections_max, is_full }
    }

    /// Asks the oldest connection that `may` close and is not being answered to close; returns false if there is none.
    fn evict(&self, may: impl Fn(&Slot) -> bool) -> bool {
        *lock(&self.reached) = Some(Stopwatch::start());
        let mut open = lock(&self.open);
        open.retain(|slot| !slot.closed.load(Ordering::Relaxed));
        let found = open.iter().position(|slot| !slot.busy.load(Ordering::Relaxed) && may(slot));
        let idle = found.and_then(|index| open.remove(index));
        drop(open);
        if let Some(slot) = &idle {
            slot.closed.store(true, Ordering::Relaxed);
            let mut held = lock(&self.held);
            let bytes = slot.held.swap(0, Ordering::Relaxed);
            slot.leaving.store(bytes, Ordering::Relaxed);
            held.leave(slot.network, bytes);
            drop(held);
            slot.evict.notify_one();
        }
        idle.is_some()
    }

    /// What the connection holds is given back; returns how much it was.
    fn release(&self, slot: &Slot) -> usize {
        let bytes = slot.held.swap(0, Ordering::Relaxed);
        lock(&self.held).release(slot.network, bytes);
        bytes
    }
}

impl Slot {
    /// Completes when the connection must close to make room.
    pub(crate) async fn evicted(&self) {
        self.evict.notified().await;
    }

    /// Completes when for so long neither a request has arrived, nor an answer was made, nor [`PROGRESS_BYTES`] of one were taken. The
    /// time in which the answer is made does not count.
    pub(crate) async fn expired(&self, patience: Duration) {
        loop {
            if self.is_busy() {
                self.made_progress().await;
            } else if timeout(patience, self.made_progress()).await.is_err() {
                return;
            }
        }
    }

    pub(crate) fn is_busy(&self) -> bool {
        self.busy.load(Ordering::Relaxed)
    }

    /// Completes when something has gone on since it did last.
    pub(crate) async fn made_progress(&self) {
        self.progress.notified().await;
    }
}

/// The right to a connection. Frees the slot when it is dropped.
pub(crate) struct Permit {
    pub(crate) slot: Arc<Slot>,
    limit: Arc<ConnectionLimit>,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Permit {
    /// Bytes of a request have arrived. If too many are held now, a connection makes way: one of the same network if that
    /// holds too many.
    pub(crate) fn received(&self, bytes: usize) {
        let counts = !self.slot.closed.load(Ordering::Relaxed) && !self.slot.large_body.load(Ordering::Relaxed);
        if bytes == 0 || !counts {
            return;
        }
        self.slot.held.fetch_add(bytes, Ordering::Relaxed);
        let excess = lock(&self.limit.held).add(self.slot.network, bytes);
        let holds = |slot: &Slot| slot.held.load(Ordering::Relaxed) > 0;
        match excess {
            None => {}
            Some(Excess::Network) => drop(self.limit.evict(|slot| holds(slot) && slot.network == self.slot.network)),
            Some(Excess::Total) => drop(self.limit.evict(holds)),
        }
    }

    /// Waits until connections that were told to close have given back what they hold; `None` if there is room. They are woken
    /// one after the other: who was woken has to call [`Self::wake_next_reader`] when it has read.
    pub(crate) fn room(&self) -> Option<Pin<Box<OwnedNotified>>> {
        let is_full = || lock(&self.limit.held).is_full();
        if !is_full() {
            return None;
        }
        let mut woken = Box::pin(self.limit.room.clone().notified_owned());
        woken.as_mut().enable();
        // There may be room since: then nobody would wake this one.
        is_full().then_some(woken)
    }

    /// Wakes the next of those who wait for room, if there still is some.
    pub(crate) fn wake_next_reader(&self) {
        if !lock(&self.limit.held).is_full() {
            self.limit.room.notify_one();
        }
    }

    /// What comes from now on is a large body, and counts no more: the connection is closed when it is answered.
    pub(crate) fn begin_large_body(&self) {
        self.slot.large_body.store(true, Ordering::Relaxed);
    }

    /// The request has arrived; returns its size in bytes. The connection is not evicted until it is answered.
    pub(crate) fn begin_answer(&self) -> usize {
        self.set_busy(true);
        self.limit.release(&self.slot)
    }

    pub(crate) fn end_answer(&self) {
        self.set_busy(false);
    }

    /// Something is being made for the peer, so it is not evicted; or no longer.
    pub(crate) fn set_busy(&self, busy: bool) {
        self.slot.busy.store(busy, Ordering::Relaxed);
        self.slot.progress.notify_one();
        if !busy {
            self.limit.idle.notify_one();
        }
    }

    /// The peer has taken bytes of an answer.
    pub(crate) fn sent(&self, bytes: usize) {
        if self.slot.sent.fetch_add(bytes, Ordering::Relaxed) + bytes >= PROGRESS_BYTES {
            self.slot.sent.store(0, Ordering::Relaxed);
            self.slot.progress.notify_one();
        }
    }

    pub(crate) fn stats(&self) -> ConnectionStats {
        self.limit.stats()
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.slot.closed.store(true, Ordering::Relaxed);
        // Under one lock, as when it is told to close: what it holds is given back once, whichever comes first.
        let mut held = lock(&self.limit.held);
        held.release(self.slot.network, self.slot.held.swap(0, Ordering::Relaxed));
        held.left(self.slot.leaving.swap(0, Ordering::Relaxed));
        drop(held);
        self.wake_next_reader();
        self.limit.idle.notify_one();
        self.limit.closed.notify_waiters();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::{ConnectionLimit, Permit, Slot};
    use crate::limits::HELD_BYTES_MAX_PER_NETWORK;
    use std::{
        future::Future,
        net::IpAddr,
        pin::pin,
        sync::Arc,
        task::{Context, Poll, Waker},
    };

    const PEER: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

    /// One poll without a runtime: whether the future is complete now.
    fn poll<T>(future: impl Future<Output = T>) -> Option<T> {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        }
    }

    fn is_evicted(slot: &Slot) -> bool {
        poll(slot.evicted()).is_some()
    }

    fn limit(connections_max: usize) -> Arc<ConnectionLimit> {
        Arc::new(ConnectionLimit::new(connections_max))
    }

    fn acquire(limit: &Arc<ConnectionLimit>) -> Permit {
        poll(limit.acquire(PEER)).expect("free")
    }

    #[test]
    fn the_longest_idle_connection_is_evicted_and_its_slot_passed_on() {
        let limit = limit(2);
        let (first, second) = (acquire(&limit), acquire(&limit));
        assert!(!limit.stats().is_full);
        let mut third = pin!(limit.acquire(PEER));
        let mut context = Context::from_waker(Waker::noop());
        assert!(third.as_mut().poll(&mut context).is_pending());
        assert!(is_evicted(&first.slot) && !is_evicted(&second.slot));
        assert!(limit.stats().is_full);
        drop(first);
        assert!(third.poll(&mut context).is_ready());
    }

    #[test]
    fn a_busy_connection_is_never_evicted() {
        let limit = limit(1);
        let only = acquire(&limit);
        only.begin_answer();
        let mut next = pin!(limit.acquire(PEER));
        let mut context = Context::from_waker(Waker::noop());
        assert!(next.as_mut().poll(&mut context).is_pending());
        assert!(!is_evicted(&only.slot));
        only.end_answer();
        assert!(next.poll(&mut context).is_pending());
        assert!(is_evicted(&only.slot));
    }

    /// Readers wait for what those hold who were told to close, and are woken one after the other.
    #[test]
    fn those_that_wait_for_room_are_woken_in_turn() {
        let limit = limit(64);
        let mut connections: Vec<Permit> =
            (1..=18).map(|last| poll(limit.acquire(IpAddr::from([192, 0, 2, last]))).expect("free")).collect();
        connections.iter().take(17).for_each(|connection| connection.received(HELD_BYTES_MAX_PER_NETWORK));
        let mut first = connections[16].room().expect("the first of the 17 has yet to leave");
        let mut second = connections[17].room().expect("so this one waits too");
        let mut context = Context::from_waker(Waker::noop());
        assert!(first.as_mut().poll(&mut context).is_pending());
        drop(connections.remove(0));
        assert!(first.as_mut().poll(&mut context).is_ready());
        assert!(second.as_mut().poll(&mut context).is_pending(), "one after the other");
        connections[15].wake_next_reader();
        assert!(second.as_mut().poll(&mut context).is_ready());
    }

    #[test]
    fn closed_connections_are_forgotten() {
        let limit = limit(2);
        for _ in 0..100 {
            drop(acquire(&limit));
        }
        assert!(limit.open.lock().expect("whole").len() <= 4);
    }

    /// What a network holds too much, its own oldest connection gives back; one of another network stays.
    #[test]
    fn who_holds_too_much_makes_way_for_himself() {
        let limit = limit(10);
        let other = poll(limit.acquire("192.0.2.1".parse().expect("an address"))).expect("free");
        other.received(1_000);
        let (idle, first, second) = (acquire(&limit), acquire(&limit), acquire(&limit));
        first.received(HELD_BYTES_MAX_PER_NETWORK);
        second.received(1);
        assert!(is_evicted(&first.slot), "the oldest that holds something");
        assert!([&other, &idle, &second].iter().all(|permit| !is_evicted(&permit.slot)));
        second.received(HELD_BYTES_MAX_PER_NETWORK - 1);
        assert!(!is_evicted(&second.slot), "what the first one held was given back");
        assert_eq!(second.begin_answer(), HELD_BYTES_MAX_PER_NETWORK);
    }
}
