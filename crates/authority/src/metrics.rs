//! What an authority tells Prometheus, in the OpenMetrics text form. Nothing here names a key or a machine.

use crate::health::Health;
use muster_core::code::Code;
use prometheus_client::{
    encoding::text,
    metrics::{counter::Counter, family::Family, gauge::Gauge},
    registry::Registry,
};

type Labels = Vec<(&'static str, String)>;

/// The numbers; they start at zero with the process, as Prometheus expects.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    shed: Counter,
    store_up: Gauge,
    signer_up: Gauge,
    pack_version: Gauge,
    pack_days: Gauge,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut registry = Registry::with_prefix("muster_authority");
        let (requests, shed) = (Family::default(), Counter::default());
        let [store_up, signer_up, pack_version, pack_days]: [Gauge; 4] = std::array::from_fn(|_| Gauge::default());
        registry.register("requests", "Requests answered, by what was asked and the code", Family::clone(&requests));
        registry.register("requests_shed", "Requests turned away because too many were waiting", Counter::clone(&shed));
        registry.register("store_up", "1 while the store can be written", Gauge::clone(&store_up));
        registry.register("signer_up", "1 while the root key can sign", Gauge::clone(&signer_up));
        registry.register("pack_version", "The newest license pack", Gauge::clone(&pack_version));
        let help = "Days until the license pack ends, 0 once nothing is issued under it";
        registry.register("pack_days", help, Gauge::clone(&pack_days));
        Self { registry, requests, shed, store_up, signer_up, pack_version, pack_days }
    }

    /// Something was answered.
    pub(crate) fn answered(&self, what: &'static str, code: Code) {
        let labels = vec![("request", what.to_owned()), ("code", code.to_string())];
        self.requests.get_or_create(&labels).inc();
    }

    /// A request was turned away.
    pub(crate) fn shed(&self) {
        self.shed.inc();
    }

    /// The authority was looked at.
    pub(crate) fn checked(&self, health: &Health) {
        self.store_up.set(health.store.is_ok().into());
        self.signer_up.set(health.signer.is_ok().into());
        let pack = health.pack_term();
        if let Some(pack) = pack {
            self.pack_version.set(pack.version.into());
        }
        self.pack_days.set(pack.map_or(0, |pack| pack.days));
    }

    /// The OpenMetrics text.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        match text::encode(&mut out, &self.registry) {
            Ok(()) => out,
            Err(error) => format!("# {error}\n"),
        }
    }
}
