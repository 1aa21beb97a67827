//! The time that a host goes by, for whoever asks between two readings of the writer: pages, and contacts of agents.

use muster_core::time::{Moment, Span};
use muster_platform::clock::Clock;
use std::sync::atomic::{AtomicI64, Ordering};

/// What was held at the last reading, against the clock that cannot be set: so it stays right however the other is set since.
#[derive(Debug)]
pub(crate) struct HeldTime(AtomicI64);

/// Before the first reading.
const NONE: i64 = i64::MIN;

impl Default for HeldTime {
    fn default() -> Self {
        Self(AtomicI64::new(NONE))
    }
}

impl HeldTime {
    /// The writer has read the clock, and goes by `held`.
    pub(crate) fn note(&self, held: Moment, clock: &Clock) {
        self.0.store(held.unix().saturating_sub(clock.running().as_seconds()), Ordering::Relaxed);
    }

    /// The time that the host goes by, if `now`, which its clock shows, is further from it than a clock may be set (`jump`).
    pub(crate) fn unlike(&self, now: Moment, clock: &Clock, jump: Span) -> Option<Moment> {
        let began = Some(self.0.load(Ordering::Relaxed)).filter(|began| *began != NONE)?;
        let held = Moment::from_unix(began.saturating_add(clock.running().as_seconds()));
        (held.distance(now) > jump).then_some(held)
    }
}

#[cfg(test)]
mod tests {
    use super::HeldTime;
    use muster_core::time::Span;
    use muster_platform::clock::{Clock, VirtualClock};

    #[test]
    fn it_goes_on_however_the_clock_is_set_since_it_was_read() {
        let virtual_clock = VirtualClock::stopped();
        let start = virtual_clock.now();
        let (clock, held) = (Clock::Virtual(virtual_clock.clone()), HeldTime::default());
        let unlike = |held: &HeldTime| held.unlike(clock.now(), &clock, Span::hours(1));
        virtual_clock.set_wrong(Span::days(30).as_seconds());
        assert_eq!(unlike(&held), None, "nothing was read");
        held.note(start, &clock);
        assert_eq!(unlike(&held), Some(start));
        virtual_clock.advance(Span::hours(2));
        assert_eq!(unlike(&held), Some(start + Span::hours(2)));
        virtual_clock.set_wrong(-Span::days(30).as_seconds());
        assert_eq!(unlike(&held), Some(start + Span::hours(2)), "set back, and not read since");
        virtual_clock.set_wrong(60);
        assert_eq!(unlike(&held), None, "right again");
    }
}
