//! What a host tells Prometheus, in the OpenMetrics text form. Nothing here names a machine.

use crate::{inventory_pass::InventoryPass, store::InventoryStats};
use muster_core::{code::Code, host::group::LoadedState, pack::Pack, time::Moment};
use muster_server::metric::MetricMeaning;
use prometheus_client::{
    encoding::text,
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::{Metric, Registry},
};
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError, atomic::AtomicU64},
    time::Duration,
};

/// What every name begins with.
pub(crate) const PREFIX: &str = "muster";

const REQUESTS: MetricMeaning = MetricMeaning::new(
    "requests",
    "Activation requests decided, by the code they ended with",
    "処理したライセンス認証の要求の数 (結果のコード別)",
);
const REQUESTS_SHED: MetricMeaning = MetricMeaning::new(
    "requests_shed",
    "Requests turned away because too many were waiting",
    "待機中の要求が多すぎるために拒否した要求の数",
);
const COMMIT_GROUP_SIZE: MetricMeaning = MetricMeaning::new(
    "commit_group_size",
    "Requests in one transaction",
    "1 回のトランザクションでまとめて処理した要求の数",
);
const COMMIT_SECONDS: MetricMeaning = MetricMeaning::new(
    "commit_seconds",
    "From the decision to the disk, for one group",
    "まとめて処理した要求をディスクに書き込むまでの時間 (秒)",
);
const COUNT: MetricMeaning = MetricMeaning::new(
    "count",
    "Distinct machines of an application in 30 days, up to the cap",
    "過去 30 日間に要求したコンピューターの数 (アプリケーション別、上限まで)",
);
const STORE_UP: MetricMeaning =
    MetricMeaning::new("store_up", "1 while the store takes requests", "ストアが要求を記録できる場合は 1");
const MACHINES: MetricMeaning =
    MetricMeaning::new("machines", "Machines in the inventory", "インベントリにあるコンピューターの数");
const LICENSE_DAYS: MetricMeaning =
    MetricMeaning::new("license_days", "Days until the host license expires", "ホスト ライセンスの期限までの日数");
const PACK_DAYS: MetricMeaning =
    MetricMeaning::new("pack_days", "Days until the license pack ends", "ライセンス パックの期限までの日数");
const NEXT_EXPIRY_DAYS: MetricMeaning = MetricMeaning::new(
    "next_expiry_days",
    "Days until the first activation of a machine expires that has not been renewed",
    "更新されていないコンピューターのライセンス認証のうち、最も早い期限までの日数",
);

/// What each means.
#[cfg_attr(not(any(feature = "console", test)), allow(dead_code, reason = "pages show it"))]
pub(crate) const MEANINGS: [&MetricMeaning; 10] = [
    &REQUESTS,
    &REQUESTS_SHED,
    &COMMIT_GROUP_SIZE,
    &COMMIT_SECONDS,
    &COUNT,
    &STORE_UP,
    &MACHINES,
    &LICENSE_DAYS,
    &PACK_DAYS,
    &NEXT_EXPIRY_DAYS,
];

type Labels = Vec<(&'static str, String)>;

/// The numbers. Counters start at zero with the process, as Prometheus expects; those of `/dlv` are in the store.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Labels, Counter>,
    rejected_overload: Counter,
    group_size: Histogram,
    commit_seconds: Histogram,
    count: Family<Labels, Gauge>,
    store_up: Gauge,
    machines: Gauge,
    license_days: Gauge<f64, AtomicU64>,
    pack_days: Gauge<f64, AtomicU64>,
    next_expiry_days: Gauge<f64, AtomicU64>,
    inventory_pass: Mutex<InventoryPass>,
}

impl Metrics {
    pub(crate) fn new() -> Self {
        let mut metrics = Self {
            registry: Registry::with_prefix(PREFIX),
            requests: Family::default(),
            rejected_overload: Counter::default(),
            group_size: Histogram::new([1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0]),
            commit_seconds: Histogram::new([0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 5.0]),
            count: Family::default(),
            store_up: Gauge::default(),
            machines: Gauge::default(),
            license_days: Gauge::default(),
            pack_days: Gauge::default(),
            next_expiry_days: Gauge::default(),
            inventory_pass: Mutex::default(),
        };
        metrics.register();
        metrics.store_up.set(1);
        metrics
    }

    fn register(&mut self) {
        let Self { registry, .. } = self;
        register(registry, &REQUESTS, self.requests.clone());
        register(registry, &REQUESTS_SHED, self.rejected_overload.clone());
        register(registry, &COMMIT_GROUP_SIZE, self.group_size.clone());
        register(registry, &COMMIT_SECONDS, self.commit_seconds.clone());
        register(registry, &COUNT, self.count.clone());
        register(registry, &STORE_UP, self.store_up.clone());
        register(registry, &MACHINES, self.machines.clone());
        register(registry, &LICENSE_DAYS, self.license_days.clone());
        register(registry, &PACK_DAYS, self.pack_days.clone());
        register(registry, &NEXT_EXPIRY_DAYS, self.next_expiry_days.clone());
    }

    /// A group that is on disk.
    pub(crate) fn stored(&self, codes: impl Iterator<Item = Code>, took: Duration) {
        let mut counts: BTreeMap<Code, u64> = BTreeMap::new();
        codes.for_each(|code| *counts.entry(code).or_default() += 1);
        for (code, count) in &counts {
            self.requests.get_or_create(&vec![("code", code.to_string())]).inc_by(*count);
        }
        self.group_size.observe(counts.values().sum::<u64>() as f64);
        self.commit_seconds.observe(took.as_secs_f64());
    }

    pub(crate) fn rejected_overload(&self) {
        self.rejected_overload.inc();
    }

    pub(crate) fn record_health(&self, up: bool) {
        self.store_up.set(i64::from(up));
    }

    /// The counts as a group left them.
    pub(crate) fn counts(&self, pack: &Pack, known: &LoadedState, now: Moment) {
        for application in &pack.applications {
            let count = known.pools.get(&application.id).map_or(0, |pool| pool.count(now));
            let labels = vec![("application", application.name.clone())];
            self.count.get_or_create(&labels).set(i64::from(count));
        }
    }

    /// Until when the host license is in force, none while there is none, and until when the license pack is.
    pub(crate) fn ends(&self, license: Option<Moment>, pack: Moment, now: Moment) {
        self.license_days.set(license.map_or(0.0, |until| days(until, now)));
        self.pack_days.set(days(pack, now));
    }

    /// Whether the inventory is to be counted now.
    pub(crate) fn begin_inventory_pass(&self, now: Moment) -> bool {
        self.inventory_pass.lock().unwrap_or_else(PoisonError::into_inner).begin(now)
    }

    pub(crate) fn end_inventory_pass(&self, stats: &InventoryStats, took: Duration, now: Moment) {
        self.inventory_pass.lock().unwrap_or_else(PoisonError::into_inner).end(took);
        self.machines.set(i64::try_from(stats.machines).unwrap_or(i64::MAX));
        self.next_expiry_days.set(stats.next_expiry.map_or(0.0, |until| days(until, now)));
    }

    /// Everything, as text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = text::encode(&mut text, &self.registry);
        text
    }
}

fn days(until: Moment, now: Moment) -> f64 {
    until.since(now).as_seconds() as f64 / 86_400.0
}

fn register(registry: &mut Registry, metric: &MetricMeaning, value: impl Metric) {
    registry.register(metric.name, metric.meaning.en, value);
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{MEANINGS, Metrics, PREFIX};
    use muster_server::metric;

    #[test]
    fn the_table_says_what_every_metric_means_and_so_does_the_page_of_operations() {
        let metrics = Metrics::new();
        metrics.requests.get_or_create(&vec![("code", "0".to_owned())]).inc();
        metrics.count.get_or_create(&vec![("application", "a".to_owned())]).set(1);
        let text = metrics.text();
        let known = metric::read(&text, PREFIX, &MEANINGS);
        assert_eq!((text.matches("# TYPE ").count(), known.len()), (MEANINGS.len(), MEANINGS.len()), "{text}");
        let page = include_str!("../../../docs/operations.md");
        for metric in known {
            assert!(text.contains(&format!("# HELP {} {}.", metric.name, metric.meaning.en)), "{}", metric.name);
            assert!(!metric.meaning.ja.is_ascii() && page.contains(&format!("`{}", metric.name)), "{}", metric.name);
        }
    }
}
