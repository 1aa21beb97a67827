//! Logging: a fault is logged once, where it is handled, with the operation id that its answer names.

use std::io::{IsTerminal, stderr};
use tracing::Level;
use tracing_subscriber::{filter::Targets, fmt, layer::SubscriberExt, registry, util::SubscriberInitExt};

/// Logs to standard error: lines for a person at a terminal, JSON for a collector. `filter` is a level such as `info`,
/// or directives such as `muster_host=debug`.
pub fn start(filter: &str) {
    let filter = filter.parse().unwrap_or_else(|_| Targets::new().with_default(Level::INFO));
    // A log that cannot be written, as on a full disk, must not end the thread that wrote to it.
    let lines = fmt::layer().with_writer(stderr).log_internal_errors(false);
    let filtered = registry().with(filter);
    // A second start, as tests do, keeps the first.
    let started =
        if stderr().is_terminal() { filtered.with(lines).try_init() } else { filtered.with(lines.json()).try_init() };
    drop(started);
}
