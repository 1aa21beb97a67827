//! What an authority tells Prometheus, in the OpenMetrics text form. Nothing here names a key or a machine.

use muster_core::code::Code;
use muster_server::metric::MetricMeaning;
use prometheus_client::{
    encoding::text,
    metrics::{counter::Counter, family::Family, gauge::Gauge},
    registry::{Metric, Registry},
};

/// What every name begins with.
pub(crate) const PREFIX: &str = "muster_authority";

const REQUESTS: MetricMeaning = MetricMeaning::new(
    "requests",
    "Requests answered, by what was asked and the code",
    "応答した要求の数 (要求の種類と結果のコード別)",
);
const REQUESTS_SHED: MetricMeaning = MetricMeaning::new(
    "requests_shed",
    "Requests turned away because too many were waiting",
    "待機中の要求が多すぎるために拒否した要求の数",
);
const STORE_UP: MetricMeaning =
    MetricMeaning::new("store_up", "1 while the store can be written", "ストアに書き込める場合は 1");
const SIGNER_UP: MetricMeaning =
    MetricMeaning::new("signer_up", "1 while the root key can sign", "ルート キーで署名できる場合は 1");
const PACK_VERSION: MetricMeaning =
    MetricMeaning::new("pack_version", "The newest license pack", "最新のライセンス パックのバージョン");
const PACK_DAYS: MetricMeaning = MetricMeaning::new(
    "pack_days",
    "Days until the license pack ends, 0 once nothing is issued under it",
    "ライセンス パックの期限までの日数 (発行できなくなった場合は 0)",
);

/// What each means.
#[cfg_attr(not(any(feature = "console", test)), allow(dead_code, reason = "pages show it"))]
pub(crate) const MEANINGS: [&MetricMeaning; 6] =
    [&REQUESTS, &REQUESTS_SHED, &STORE_UP, &SIGNER_UP, &PACK_VERSION, &PACK_DAYS];

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
        let mut registry = Registry::with_prefix(PREFIX);
        let (requests, shed) = (Family::default(), Counter::default());
        let [store_up, signer_up, pack_version, pack_days]: [Gauge; 4] = std::array::from_fn(|_| Gauge::default());
        register(&mut registry, &REQUESTS, Family::clone(&requests));
        register(&mut registry, &REQUESTS_SHED, Counter::clone(&shed));
        register(&mut registry, &STORE_UP, Gauge::clone(&store_up));
        register(&mut registry, &SIGNER_UP, Gauge::clone(&signer_up));
        register(&mut registry, &PACK_VERSION, Gauge::clone(&pack_version));
        register(&mut registry, &PACK_DAYS, Gauge::clone(&pack_days));
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

    /// The authority was looked at: whether the store can be written and the root key can sign, and the version and the days of the pack.
    pub(crate) fn checked(&self, store: bool, signer: bool, pack: Option<(u32, i64)>) {
        self.store_up.set(store.into());
        self.signer_up.set(signer.into());
        if let Some((version, _)) = pack {
            self.pack_version.set(version.into());
        }
        self.pack_days.set(pack.map_or(0, |(_, days)| days));
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

fn register(registry: &mut Registry, metric: &MetricMeaning, value: impl Metric) {
    registry.register(metric.name, metric.meaning.en, value);
}

#[cfg(test)]
mod tests {
    use super::{MEANINGS, Metrics, PREFIX};
    use muster_server::metric;

    #[test]
    fn the_table_says_what_every_metric_means() {
        let metrics = Metrics::new();
        metrics.answered("host", muster_core::code::SUCCESS);
        let text = metrics.text();
        let known = metric::read(&text, PREFIX, &MEANINGS);
        assert_eq!((text.matches("# TYPE ").count(), known.len()), (MEANINGS.len(), MEANINGS.len()), "{text}");
        for metric in known {
            assert!(text.contains(&format!("# HELP {} {}.", metric.name, metric.meaning.en)), "{}", metric.name);
            assert!(!metric.meaning.ja.is_ascii(), "{}", metric.name);
        }
    }
}
