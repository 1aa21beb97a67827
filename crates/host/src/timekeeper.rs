//! Which time the host goes by: its own clock's, or that of the database which several hosts share.

use crate::store::StoredClock;
use muster_core::{
    clock::host_clock::{ClockBounds, HostClock, HostTime},
    time::{Moment, Span},
};
use muster_platform::clock::Clock;

/// The newest certain time is stored no more often.
const STORED_EVERY: Span = Span::minutes(1);

/// Reads the clock, and holds it against what is stored.
pub(crate) struct Timekeeper {
    clock: Clock,
    /// None before the first reading.
    known: Option<HostClock>,
    confirmed: Option<Moment>,
}

/// What a reading of the clock found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TimeReading {
    pub(crate) time: HostTime,
    /// A clock that is not believed, and the time that it is held against: the host's own, or that of its database.
    pub(crate) distrusted: Option<(Moment, Moment)>,
    /// The certain time, if it is to be stored.
    pub(crate) latest: Option<Moment>,
}

impl Timekeeper {
    pub(crate) fn new(clock: Clock) -> Self {
        Self { clock, known: None, confirmed: None }
    }

    /// Reads the clock. Where hosts share a database they all go by its clock.
    pub(crate) fn read(&mut self, stored: &StoredClock, bounds: &ClockBounds) -> TimeReading {
        let (own, running) = (self.clock.now(), self.clock.running());
        let known = self.known.get_or_insert_with(|| {
            self.confirmed = stored.confirmed;
            HostClock::restore(stored.latest, running)
        });
        if let Some(confirmed) = stored.confirmed.filter(|_| stored.confirmed != self.confirmed) {
            self.confirmed = stored.confirmed;
            known.confirm(confirmed, running);
        }
        let shared = stored.server.unwrap_or(own);
        let time = known.read(shared, running, bounds);
        let own_differs = own.distance(shared) > bounds.jump;
        let distrusted = time.distrusted.map(|clock| (clock, time.now)).or(own_differs.then_some((own, time.now)));
        let latest = Some(time.certain).filter(|now| stored.latest.is_none_or(|latest| *now >= latest + STORED_EVERY));
        TimeReading { time, distrusted, latest }
    }
}
