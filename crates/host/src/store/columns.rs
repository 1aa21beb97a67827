//! Values that both engines write in the same form.

use ipnet::IpNet;
use muster_core::{event::Level, host::counters::Counters};

pub(super) fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Information => "information",
    }
}

pub(super) fn level_named(name: &str) -> Level {
    match name {
        "error" => Level::Error,
        "warning" => Level::Warning,
        _ => Level::Information,
    }
}

/// A network as it is stored.
pub(super) fn network_named(text: &str) -> Option<IpNet> {
    text.parse().ok()
}

/// The counters in the order of their columns.
pub(super) fn counter_row(counters: &Counters) -> [u64; 8] {
    let [unlicensed, licensed, initial, additional, non_genuine, notification] = counters.by_status;
    [counters.total, counters.failed, unlicensed, licensed, initial, additional, non_genuine, notification]
}
