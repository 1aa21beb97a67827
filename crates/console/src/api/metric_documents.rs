//! Metrics as the API tells them.

use muster_core::lang::Lang;
use muster_server::metric::Metric;
use serde::Serialize;
use utoipa::ToSchema;

/// All metrics.
#[derive(Serialize, ToSchema)]
pub(crate) struct MetricList {
    pub(crate) metrics: Vec<MetricDocument>,
}

/// A metric.
#[derive(Serialize, ToSchema)]
pub(crate) struct MetricDocument {
    name: String,
    /// `counter`, `gauge` or `histogram`.
    kind: String,
    /// What it counts or measures.
    meaning: &'static str,
    /// As `/metrics` has them, but for the buckets of histograms.
    samples: Vec<SampleDocument>,
}

/// A value of a metric.
#[derive(Serialize, ToSchema)]
pub(crate) struct SampleDocument {
    /// Name and labels.
    name: String,
    value: String,
}

impl MetricDocument {
    pub(crate) fn new(metric: &Metric, lang: Lang) -> Self {
        let sample = |(name, value): &(String, String)| SampleDocument { name: name.clone(), value: value.clone() };
        Self {
            name: metric.name.clone(),
            kind: metric.kind.clone(),
            meaning: metric.meaning.get(lang),
            samples: metric.samples.iter().map(sample).collect(),
        }
    }
}
