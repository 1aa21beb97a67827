//! How the host is: what a load balancer and a person ask at `/health`.

use muster_core::{
    code::{self, Code},
    term,
    time::Moment,
};
use muster_proto::instant;
use muster_server::listener::ConnectionStats;
use serde_json::{Value, json};

/// How the host was when it was looked at.
#[derive(Clone, Debug, Default)]
pub(crate) struct Health {
    /// What is wrong with the store, if anything.
    pub(crate) store: Option<StoreFailure>,
    /// When and by how many seconds the clock was set last, by so little that it is believed.
    pub(crate) clock_set: Option<(Moment, i64)>,
    /// A clock that is not believed.
    pub(crate) distrusted: Option<DistrustedClock>,
    /// When the host license ends, if there is one, and the notice that is due.
    pub(crate) license: Option<End>,
    /// When the license pack ends, and the notice that is due.
    pub(crate) pack: Option<End>,
    /// Whether the host holds a license in force.
    pub(crate) activated: bool,
    /// Whether an administrator lets it answer.
    pub(crate) enabled: bool,
    /// The domains in which the host could not publish itself.
    pub(crate) unpublished: Vec<String>,
    /// Requests that wait.
    pub(crate) waiting: usize,
}

/// The end of a license or a pack, as far as it is from now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End {
    until: Moment,
    pub(crate) days: i64,
    /// The notice that is due: 90, 30, 7 or 0.
    pub(crate) notice: Option<u32>,
}

impl End {
    pub(crate) fn new(until: Moment, now: Moment) -> Self {
        Self { until, days: until.since(now).as_days_started(), notice: term::notice(until, now) }
    }

    fn document(end: Option<Self>) -> Value {
        let Some(Self { until, days, notice }) = end else { return json!({"status": "none"}) };
        let status = match notice {
            None => "ok",
            Some(0) => "ended",
            Some(_) => "ends",
        };
        json!({"status": status, "until": instant::rfc3339(until), "days": days})
    }
}

/// A clock that is not believed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DistrustedClock {
    /// What it shows.
    pub(crate) clock: Moment,
    /// The time that the host goes by.
    pub(crate) held: Moment,
    pub(crate) since: Moment,
}

/// A store that takes nothing.
#[derive(Clone, Debug)]
pub(crate) struct StoreFailure {
    pub(crate) code: Code,
    pub(crate) detail: String,
    pub(crate) since: Moment,
}

impl Health {
    /// Whether it answers clients, and goes by a clock that can be believed.
    pub(crate) fn is_whole(&self) -> bool {
        self.store.is_none() && self.activated && self.enabled && self.distrusted.is_none()
    }

    /// The document; `status` is `ok`, `warning` (it answers, and somebody should look) or `failing`.
    pub(crate) fn document(&self, port: u16, connections: ConnectionStats) -> Value {
        let ending = [self.license, self.pack].iter().flatten().any(|end| end.notice.is_some());
        let is_unpublished = !self.unpublished.is_empty();
        let is_noted = self.clock_set.is_some() || ending || is_unpublished || connections.is_full;
        let status = match (self.is_whole(), is_noted) {
            (false, _) => "failing",
            (true, true) => "warning",
            (true, false) => "ok",
        };
        let ConnectionStats { open, max, is_full } = connections;
        let store = self.store.as_ref().map_or_else(
            || json!({"status": "ok"}),
            |trouble| {
                json!({"status": "failing", "code": trouble.code.to_string(), "detail": trouble.detail,
                    "since": instant::rfc3339(trouble.since)})
            },
        );
        let clock = match (self.distrusted, self.clock_set) {
            (Some(DistrustedClock { clock, held, since }), _) => json!({
                "status": "not believed", "code": code::CLOCK_SKEW.to_string(), "clock": instant::rfc3339(clock),
                "held": instant::rfc3339(held), "seconds": clock.seconds_after(held), "since": instant::rfc3339(since),
            }),
            (None, Some((at, seconds))) => {
                json!({"status": "was set", "seconds": seconds, "at": instant::rfc3339(at)})
            }
            (None, None) => json!({"status": "ok"}),
        };
        let dns = match is_unpublished {
            true => json!({"status": "not published", "domains": self.unpublished}),
            false => json!({"status": "ok"}),
        };
        json!({
            "status": status, "store": store, "clock": clock, "activated": self.activated, "enabled": self.enabled,
            "port": port,
            "license": End::document(self.license), "pack": End::document(self.pack), "dns": dns, "waiting": self.waiting,
            "connections": {"status": if is_full { "full" } else { "ok" }, "open": open, "max": max},
        })
    }
}
