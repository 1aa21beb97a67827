//! Waiting for what happens on another thread or in another process, never for ever.

use std::time::{Duration, Instant};

/// How long a test waits for something that takes milliseconds on an idle machine.
pub const DEADLINE: Duration = Duration::from_secs(60);

/// Looks again and again until there is something to see, and returns it. Panics, naming `what`, when there is nothing after
/// `deadline`. Prefer an event where there is one: a channel, the end of a process, a line that it prints.
#[expect(clippy::disallowed_methods, reason = "the deadline of a test is one of real time")]
pub fn wait_until<T>(deadline: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(start.elapsed() < deadline, "waited {} s in vain: {what}", deadline.as_secs());
        std::thread::yield_now();
    }
}
