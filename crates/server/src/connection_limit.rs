//! A limit on open connections. At the limit, the connection that has been open longest without a request in progress is
//! evicted, so slow or idle peers do not starve others.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

pub(crate) struct ConnectionLimit {
    connections_max: usize,
    free: Arc<Semaphore>,
    /// Connections in the order in which they were opened.
    open: Mutex<VecDeque<Arc<Slot>>>,
    /// Notified whenever a connection has answered its request.
    idle: Arc<Notify>,
}

/// The slot of one connection.
#[derive(Default)]
pub(crate) struct Slot {
    /// A request is being answered; such a connection is never evicted.
    busy: AtomicBool,
    closed: AtomicBool,
    evict: Notify,
    idle: Arc<Notify>,
}

impl ConnectionLimit {
    pub(crate) fn new(connections_max: usize) -> Self {
        let free = Arc::new(Semaphore::new(connections_max));
        Self { connections_max, free, open: Mutex::default(), idle: Arc::default() }
    }

    /// Waits for a slot; evicts an idle connection when there is none.
    pub(crate) async fn acquire(&self) -> (Arc<Slot>, Permit) {
        let permit = loop {
            if let Ok(permit) = self.free.clone().try_acquire_owned() {
                break Some(permit);
            }
            if self.evict_idle() {
                break self.free.clone().acquire_owned().await.ok();
            }
            self.idle.notified().await;
        };
        let slot = Arc::new(Slot { idle: self.idle.clone(), ..Slot::default() });
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        // Closed connections are removed only now and then; the list holds at most twice the limit.
        if open.len() >= 2 * self.connections_max {
            open.retain(|slot| !slot.closed.load(Ordering::Relaxed));
        }
        open.push_back(slot.clone());
        (slot.clone(), Permit { slot, _permit: permit })
    }

    /// Asks one connection to close; returns false if all are busy.
    fn evict_idle(&self) -> bool {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|slot| !slot.closed.load(Ordering::Relaxed));
        let idle = open.iter().position(|slot| !slot.busy.load(Ordering::Relaxed)).and_then(|index| open.remove(index));
        if let Some(slot) = &idle {
            slot.evict.notify_one();
        }
        idle.is_some()
    }
}

impl Slot {
    pub(crate) fn set_busy(&self, busy: bool) {
        self.busy.store(busy, Ordering::Relaxed);
        if !busy {
            self.idle.notify_one();
        }
    }

    /// Completes when the connection must close to make room.
    pub(crate) async fn evicted(&self) {
        self.evict.notified().await;
    }
}

/// Frees the slot when it is dropped.
pub(crate) struct Permit {
    slot: Arc<Slot>,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.slot.closed.store(true, Ordering::Relaxed);
        self.slot.idle.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use super::{ConnectionLimit, Slot};
    use std::{
        future::Future,
        pin::pin,
        task::{Context, Poll, Waker},
    };

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

    #[test]
    fn the_longest_idle_connection_is_evicted_and_its_slot_passed_on() {
        let limit = ConnectionLimit::new(2);
        let (first, permit) = poll(limit.acquire()).expect("free");
        let (second, _kept) = poll(limit.acquire()).expect("free");
        let mut third = pin!(limit.acquire());
        let mut context = Context::from_waker(Waker::noop());
        assert!(third.as_mut().poll(&mut context).is_pending());
        assert!(is_evicted(&first) && !is_evicted(&second));
        drop(permit);
        assert!(third.poll(&mut context).is_ready());
    }

    #[test]
    fn a_busy_connection_is_never_evicted() {
        let limit = ConnectionLimit::new(1);
        let (only, _permit) = poll(limit.acquire()).expect("free");
        only.set_busy(true);
        let mut next = pin!(limit.acquire());
        let mut context = Context::from_waker(Waker::noop());
        assert!(next.as_mut().poll(&mut context).is_pending());
        assert!(!is_evicted(&only));
        only.set_busy(false);
        assert!(next.poll(&mut context).is_pending());
        assert!(is_evicted(&only));
    }

    #[test]
    fn closed_connections_are_forgotten() {
        let limit = ConnectionLimit::new(2);
        for _ in 0..100 {
            drop(poll(limit.acquire()).expect("free"));
        }
        assert!(limit.open.lock().expect("whole").len() <= 4);
    }
}
