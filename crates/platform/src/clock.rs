//! The clock. Everything else is told what time it is.

use crate::system;
use muster_core::time::{Moment, Span};
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// Where a service reads the time, once per request.
#[derive(Clone)]
pub enum Clock {
    /// The clock of this machine.
    System,
    /// A clock that can be moved.
    Virtual(VirtualClock),
}

impl Clock {
    /// The time now.
    pub fn now(&self) -> Moment {
        match self {
            Self::System => system_now(),
            Self::Virtual(clock) => clock.now(),
        }
    }
}

impl Clock {
    /// The time that has passed since some moment, by a clock that cannot be set.
    pub fn running(&self) -> Span {
        match self {
            Self::System => system::clock::running(),
            // It was moved on purpose.
            Self::Virtual(clock) => clock.running(),
        }
    }
}

/// Measures how long something takes; setting the clock does not change it.
#[derive(Clone, Copy, Debug)]
pub struct Stopwatch(std::time::Instant);

impl Stopwatch {
    /// Starts now.
    #[expect(clippy::disallowed_methods, reason = "the shell measures durations")]
    pub fn start() -> Self {
        Self(std::time::Instant::now())
    }

    /// The time since the start.
    pub fn elapsed(self) -> std::time::Duration {
        self.0.elapsed()
    }
}

/// A clock for the lab and for tests, which can be moved. Copies show the same time.
#[derive(Clone, Debug)]
pub struct VirtualClock {
    /// What the clock was set to, or how far it is ahead of this machine's; seconds.
    seconds: Arc<AtomicI64>,
    /// How far it is wrong, in seconds.
    wrong: Arc<AtomicI64>,
    /// Whether it goes on by itself.
    ticks: bool,
}

impl VirtualClock {
    /// A clock that is `behind` this machine's.
    pub fn behind(behind: Span) -> Self {
        Self { seconds: Arc::new(AtomicI64::new(-behind.as_seconds())), wrong: Arc::default(), ticks: true }
    }

    /// A clock that shows the time of this call until it is moved.
    pub fn stopped() -> Self {
        Self { seconds: Arc::new(AtomicI64::new(system_now().unix())), wrong: Arc::default(), ticks: false }
    }

    /// The time it shows.
    pub fn now(&self) -> Moment {
        Moment::from_unix(self.right() + self.wrong.load(Ordering::SeqCst))
    }

    fn right(&self) -> i64 {
        let seconds = self.seconds.load(Ordering::SeqCst);
        if self.ticks { system_now().unix() + seconds } else { seconds }
    }

    fn running(&self) -> Span {
        Moment::from_unix(self.right()).since(Moment::from_unix(0))
    }

    /// Sets it so many seconds wrong: what it shows, and not the time that really runs. 0 sets it right.
    pub fn set_wrong(&self, seconds: i64) {
        self.wrong.store(seconds, Ordering::SeqCst);
    }

    /// Moves it forward.
    pub fn advance(&self, span: Span) {
        self.seconds.fetch_add(span.as_seconds(), Ordering::SeqCst);
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
fn system_now() -> Moment {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Moment::from_unix(since.map_or(0, |elapsed| elapsed.as_secs().cast_signed()))
}
