//! The places for connections. When all are taken, the connection that has been open longest of those without a request
//! makes way: whoever is slow or idle does not starve the others.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// So many connections at once.
pub(crate) struct Places {
    places: usize,
    free: Arc<Semaphore>,
    /// Those that are taken, the longest open first.
    taken: Mutex<VecDeque<Arc<Place>>>,
    /// Told whenever a connection has answered its request.
    idle: Arc<Notify>,
}

/// The place of one connection.
#[derive(Default)]
pub(crate) struct Place {
    /// Whether a request is being answered: then the connection stays.
    busy: AtomicBool,
    closed: AtomicBool,
    leave: Notify,
    idle: Arc<Notify>,
}

impl Places {
    pub(crate) fn new(places: usize) -> Self {
        Self { places, free: Arc::new(Semaphore::new(places)), taken: Mutex::default(), idle: Arc::default() }
    }

    /// A place, as soon as there is one.
    pub(crate) async fn take(&self) -> (Arc<Place>, Permit) {
        let permit = loop {
            if let Ok(permit) = self.free.clone().try_acquire_owned() {
                break Some(permit);
            }
            if self.make_way() {
                break self.free.clone().acquire_owned().await.ok();
            }
            self.idle.notified().await;
        };
        let place = Arc::new(Place { idle: self.idle.clone(), ..Place::default() });
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        // Those that have left go when the list has grown to twice what can be open.
        if taken.len() >= 2 * self.places {
            taken.retain(|place| !place.closed.load(Ordering::Relaxed));
        }
        taken.push_back(place.clone());
        (place.clone(), Permit { place, _permit: permit })
    }

    /// Asks one connection to leave; false if all are busy.
    fn make_way(&self) -> bool {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        taken.retain(|place| !place.closed.load(Ordering::Relaxed));
        let idle =
            taken.iter().position(|place| !place.busy.load(Ordering::Relaxed)).and_then(|index| taken.remove(index));
        if let Some(place) = &idle {
            place.leave.notify_one();
        }
        idle.is_some()
    }
}

impl Place {
    /// Says whether a request is being answered.
    pub(crate) fn set_busy(&self, busy: bool) {
        self.busy.store(busy, Ordering::Relaxed);
        if !busy {
            self.idle.notify_one();
        }
    }

    /// Returns when the connection is to leave.
    pub(crate) async fn leave(&self) {
        self.leave.notified().await;
    }
}

/// Frees the place when it is dropped.
pub(crate) struct Permit {
    place: Arc<Place>,
    _permit: Option<OwnedSemaphorePermit>,
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.place.closed.store(true, Ordering::Relaxed);
        self.place.idle.notify_one();
    }
}
