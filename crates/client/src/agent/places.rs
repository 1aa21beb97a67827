//! How many of something the users of a machine may have at a time: so many in all, and so many each.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// The user of a caller.
pub(super) type Uid = u32;

/// Places, some of which are taken.
#[derive(Debug)]
pub(super) struct Places {
    all: usize,
    each: usize,
    taken: Mutex<HashMap<Uid, usize>>,
}

/// A place that a user has until it is dropped.
#[derive(Debug)]
pub(super) struct Place {
    places: Arc<Places>,
    uid: Uid,
}

impl Places {
    pub(super) fn new(all: usize, each: usize) -> Arc<Self> {
        Arc::new(Self { all, each, taken: Mutex::default() })
    }

    /// A place for a user; the user who has to give one up first if there is none: this one, or the one who has most.
    pub(super) fn take(self: &Arc<Self>, uid: Uid) -> Result<Place, Uid> {
        let mut taken = self.taken();
        if taken.get(&uid).is_some_and(|own| *own >= self.each) {
            return Err(uid);
        }
        if taken.values().sum::<usize>() >= self.all {
            return Err(taken.iter().max_by_key(|(_, count)| **count).map_or(uid, |(most, _)| *most));
        }
        *taken.entry(uid).or_default() += 1;
        Ok(Place { places: self.clone(), uid })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<Uid, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    pub(super) fn uid(&self) -> Uid {
        self.uid
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        if let Some(count) = taken.get_mut(&self.uid) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.uid);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn nobody_has_more_than_a_share_and_all_together_no_more_than_there_are() {
        let places = Places::new(5, 3);
        let mut held: Vec<_> = [7, 7, 7, 8].map(|uid| places.take(uid).expect("a place")).into();
        assert_eq!(places.take(7).map(drop), Err(7), "a share is a share");
        held.push(places.take(8).expect("a place"));
        assert_eq!(places.take(9).map(drop), Err(7), "the one who has most gives up");
        held.remove(0);
        held.push(places.take(9).expect("a place that came back"));
        drop(held);
        assert!(places.taken().is_empty(), "users who have none take no memory");
    }
}
