//! The clock. Everything else is told what time it is.

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

/// A clock for the lab and for tests: this machine's, shifted by what it was told. Copies show the same time.
#[derive(Clone, Debug)]
pub struct VirtualClock(Arc<AtomicI64>);

impl VirtualClock {
    /// A clock that is `behind` this machine's.
    pub fn behind(behind: Span) -> Self {
        Self(Arc::new(AtomicI64::new(-behind.as_seconds())))
    }

    /// The time it shows.
    pub fn now(&self) -> Moment {
        Moment::from_unix(system_now().unix() + self.0.load(Ordering::SeqCst))
    }

    /// Moves it forward.
    pub fn advance(&self, span: Span) {
        self.0.fetch_add(span.as_seconds(), Ordering::SeqCst);
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the shell's clock")]
fn system_now() -> Moment {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    Moment::from_unix(since.map_or(0, |elapsed| elapsed.as_secs().cast_signed()))
}
