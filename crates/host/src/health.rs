//! How the host is: what a load balancer and a person ask at `/health`.

use muster_core::{code::Code, time::Moment};
use muster_proto::instant;
use serde_json::{Value, json};

/// How the host was when it was looked at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Health {
    /// What is wrong with the store, if anything.
    pub(crate) store: Option<StoreFailure>,
    /// When and by how many seconds the clock was set last.
    pub(crate) clock: Option<(Moment, i64)>,
    /// Whether the host holds a license in force.
    pub(crate) activated: bool,
    /// Whether an administrator lets it answer.
    pub(crate) enabled: bool,
    /// Requests that wait.
    pub(crate) waiting: usize,
}

/// A store that takes nothing.
#[derive(Clone, Debug)]
pub(crate) struct StoreFailure {
    pub(crate) code: Code,
    pub(crate) detail: String,
    pub(crate) since: Moment,
}

impl Health {
    /// Whether it can answer clients.
    pub(crate) fn answers(&self) -> bool {
        self.store.is_none() && self.activated && self.enabled
    }

    /// The document; `status` is `ok`, `warning` (it answers, and somebody should look) or `failing`.
    pub(crate) fn document(&self) -> Value {
        let status = match (self.answers(), self.clock) {
            (false, _) => "failing",
            (true, Some(_)) => "warning",
            (true, None) => "ok",
        };
        let store = self.store.as_ref().map_or_else(
            || json!({"status": "ok"}),
            |trouble| {
                json!({"status": "failing", "code": trouble.code.to_string(), "detail": trouble.detail,
                    "since": instant::rfc3339(trouble.since)})
            },
        );
        let clock = self.clock.map_or_else(
            || json!({"status": "ok"}),
            |(at, seconds)| json!({"status": "was set", "seconds": seconds, "at": instant::rfc3339(at)}),
        );
        json!({
            "status": status, "store": store, "clock": clock, "activated": self.activated, "enabled": self.enabled,
            "waiting": self.waiting,
        })
    }
}
