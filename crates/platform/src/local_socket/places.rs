//! How many of something the users of a machine may have at a time: so many in all, and so many each.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// A user of the machine, as its system names users: the number of a user id, or a security identifier of Windows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct User(pub(crate) String);

impl fmt::Display for User {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Places, some of which are taken.
#[derive(Debug)]
pub struct Places {
    all: usize,
    each: usize,
    taken: Mutex<HashMap<User, usize>>,
}

/// A place that a user has until it is dropped.
#[derive(Debug)]
pub struct Place {
    places: Arc<Places>,
    user: User,
}

impl Places {
    /// So many in all, and so many for each user.
    pub fn new(all: usize, each: usize) -> Arc<Self> {
        Arc::new(Self { all, each, taken: Mutex::default() })
    }

    /// A place for a user; the user who has to give one up first if there is none: this one, or the one who has most.
    pub fn take(self: &Arc<Self>, user: &User) -> Result<Place, User> {
        let mut taken = self.taken();
        if taken.get(user).is_some_and(|own| *own >= self.each) {
            return Err(user.clone());
        }
        if taken.values().sum::<usize>() >= self.all {
            return Err(taken.iter().max_by_key(|(_, count)| **count).map_or(user, |(most, _)| most).clone());
        }
        *taken.entry(user.clone()).or_default() += 1;
        Ok(Place { places: self.clone(), user: user.clone() })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<User, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Whose it is.
    pub fn user(&self) -> &User {
        &self.user
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        if let Some(count) = taken.get_mut(&self.user) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.user);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Places, User};

    #[test]
    fn nobody_has_more_than_a_share_and_all_together_no_more_than_there_are() {
        let places = Places::new(5, 3);
        let [seven, eight, nine] = ["7", "8", "9"].map(|name| User(name.to_owned()));
        let mut held: Vec<_> = [&seven, &seven, &seven, &eight].map(|user| places.take(user).expect("a place")).into();
        assert_eq!(places.take(&seven).map(drop), Err(seven.clone()), "a share is a share");
        held.push(places.take(&eight).expect("a place"));
        assert_eq!(places.take(&nine).map(drop), Err(seven), "the one who has most gives up");
        held.remove(0);
        held.push(places.take(&nine).expect("a place that came back"));
        drop(held);
        assert!(places.taken().is_empty(), "users who have none take no memory");
    }
}
