//! Logging: a fault is logged once, where it is handled, with the operation id that its answer names.

use std::io::{IsTerminal, stderr};
use tracing_subscriber::EnvFilter;

/// Logs to standard error: lines for a person at a terminal, JSON for a collector. `filter` is a level such as `info`,
/// or directives such as `muster_host=debug`.
pub fn start(filter: &str) {
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr);
    // A second start, as tests do, keeps the first.
    let started = if stderr().is_terminal() { lines.try_init() } else { lines.json().try_init() };
    drop(started);
}
