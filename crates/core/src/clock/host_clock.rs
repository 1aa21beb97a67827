//! The clock of a host: the wall clock, as long as it agrees with what is on disk and with the time that has really run.
//!
//! A clock that was set by more than a bound is not followed: the host goes on by the time that it knew, at the pace of the
//! monotonic clock, until an administrator confirms the clock or it is right again. So one wrong reading ends nothing.

use crate::{
    host::request::CLOCK_TOLERANCE,
    time::{Moment, Span},
};

/// Smaller corrections, as NTP makes them, are not reported.
const REPORTED_FROM: i64 = 120;
/// After a start that followed a time off, history is only removed once the clock has kept its pace for so long: a clock
/// that is wrong at boot is set by NTP meanwhile.
const SETTLING: Span = Span::hours(1);

/// How far a clock is believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockBounds {
    /// How far the clock may be set, in either direction, while the host runs; and back over a restart.
    pub jump: Span,
    /// How long a host may have been off.
    pub off: Span,
}

impl Default for ClockBounds {
    fn default() -> Self {
        Self { jump: Span::hours(1), off: Span::days(7) }
    }
}

/// What the host knows of the time.
#[derive(Clone, Copy, Debug)]
pub struct HostClock {
    /// The newest time on disk when the host started; none on a new host.
    stored: Option<Reading>,
    /// What the clock is measured by; none while no reading since the start was believed.
    anchor: Option<Reading>,
    /// Whether the anchor holds for good.
    settled: bool,
    last: Option<Reading>,
}

/// The clock's time, and the monotonic clock's at that moment.
#[derive(Clone, Copy, Debug)]
struct Reading {
    clock: Moment,
    running: Span,
}

impl Reading {
    /// What a clock that was not set shows at `running`.
    fn expected(self, running: Span) -> Moment {
        self.clock + (running.saturating_sub(self.running))
    }

    /// Whether the clock has been set by no more than `jump` since this reading.
    fn agrees(self, later: Self, jump: Span) -> bool {
        later.clock.distance(self.expected(later.running)) <= jump
    }
}

/// The time that a host goes by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostTime {
    /// The time that requests are counted by.
    pub now: Moment,
    /// The time that is certain: it may be put on disk, and history may be removed by it. Never later than `now` plus the
    /// bound of a jump.
    pub certain: Moment,
    /// What the clock shows, while it is not believed.
    pub distrusted: Option<Moment>,
    /// By how many seconds the clock was set since the last reading, if by more than two minutes; back if negative.
    pub set: Option<i64>,
}

impl HostTime {
    /// The time of a host whose clock is right.
    pub fn at(now: Moment) -> Self {
        Self { now, certain: now, distrusted: None, set: None }
    }

    /// The time to answer a client by. While the clock is not believed nobody knows which of the two times is right, so a
    /// client whose own clock agrees with either is answered.
    pub fn for_client(&self, client: Moment) -> Moment {
        let agrees = |time: Moment| client.distance(time) <= CLOCK_TOLERANCE;
        self.distrusted.filter(|clock| agrees(*clock) && !agrees(self.now)).unwrap_or(self.now)
    }
}

impl HostClock {
    /// The clock of a host that starts when its monotonic clock shows `running`. `latest` is the newest time on disk.
    pub fn restore(latest: Option<Moment>, running: Span) -> Self {
        let stored = latest.map(|clock| Reading { clock, running });
        Self { stored, anchor: None, settled: stored.is_none(), last: None }
    }

    /// Takes the word of an administrator that the clock was right when it showed `clock`.
    pub fn confirm(&mut self, clock: Moment, running: Span) {
        *self = Self { last: self.last, ..Self::restore(Some(clock), running) };
    }

    /// Takes one reading of both clocks.
    pub fn read(&mut self, clock: Moment, running: Span, bounds: &ClockBounds) -> HostTime {
        let reading = Reading { clock, running };
        let believed = self.believes(reading, bounds);
        if believed {
            self.take(reading, bounds);
        }
        let stored = self.stored.map(|stored| stored.expected(running));
        let held = self.anchor.map(|anchor| anchor.expected(running)).or(stored).unwrap_or(clock);
        let now = if believed { clock } else { held };
        let certain = stored.filter(|_| !self.settled).unwrap_or(now);
        let set = self.last.map(|last| clock.seconds_after(last.expected(running)));
        self.last = Some(reading);
        let set = set.filter(|seconds| seconds.abs() > REPORTED_FROM);
        HostTime { now, certain, distrusted: (!believed).then_some(clock), set }
    }

    fn believes(&self, reading: Reading, bounds: &ClockBounds) -> bool {
        let follows = |stored: Reading| {
            let least = stored.expected(reading.running);
            least.since(reading.clock) <= bounds.jump && reading.clock.since(least) <= bounds.off.max(bounds.jump)
        };
        match (self.anchor, self.stored) {
            (Some(anchor), _) if anchor.agrees(reading, bounds.jump) => true,
            (_, Some(stored)) if !self.settled => follows(stored),
            (anchor, _) => anchor.is_none(),
        }
    }

    /// The anchor stays where it is, so that many small steps are not more than one; until it has settled, a clock that was set
    /// begins anew.
    fn take(&mut self, reading: Reading, bounds: &ClockBounds) {
        let kept = self.anchor.filter(|anchor| anchor.agrees(reading, bounds.jump));
        let anchor = *self.anchor.insert(kept.unwrap_or(reading));
        let steady = reading.running.saturating_sub(anchor.running) >= SETTLING;
        // Without a time off there is nothing that a wrong clock could have added.
        let at_once = self.stored.is_some_and(|stored| stored.agrees(reading, bounds.jump));
        self.settled |= steady || at_once;
    }
}
