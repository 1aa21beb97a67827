//! Logging: a fault is logged once, where it is handled, with the operation id that its answer names.

use std::io::{IsTerminal, stderr};
use tracing_subscriber::EnvFilter;

/// Logs to standard error: lines for a person at a terminal, JSON for a collector. `filter` is a level such as `info`,
/// or directives such as `muster_host=debug`.
pub fn start(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    // A log that cannot be written, as on a full disk, must not end the thread that wrote to it.
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).log_internal_errors(false);
    // A second start, as tests do, keeps the first.
    let started = if stderr().is_terminal() { lines.try_init() } else { lines.json().try_init() };
    drop(started);
}
