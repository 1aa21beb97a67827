//! What a metric means, and what the text for Prometheus says of it now: pages that explain metrics are made of the table that the text is made of.

use muster_core::lang::Text;

/// A metric by the name that the registry knows, and its meaning: the English is the help of the text.
#[derive(Debug)]
pub struct MetricMeaning {
    /// Without prefix, unit and `_total`.
    pub name: &'static str,
    /// What it counts or measures.
    pub meaning: Text,
}

/// A metric as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metric {
    /// The name in the text.
    pub name: String,
    /// `counter`, `gauge` or `histogram`; empty for one that the text does not have yet.
    pub kind: String,
    /// What it counts or measures.
    pub meaning: Text,
    /// Names with labels and values, as the text has them, but for the buckets of histograms.
    pub samples: Vec<(String, String)>,
}

impl MetricMeaning {
    /// A metric.
    pub const fn new(name: &'static str, en: &'static str, ja: &'static str) -> Self {
        Self { name, meaning: Text { en, ja } }
    }
}

/// The metrics of a table as OpenMetrics text has them, in its order; then those that it does not have yet: nothing has happened that they count.
pub fn read(text: &str, prefix: &str, meanings: &[&MetricMeaning]) -> Vec<Metric> {
    let mut found: Vec<Metric> = Vec::new();
    for line in text.lines() {
        if let Some((name, kind)) = line.strip_prefix("# TYPE ").and_then(|rest| rest.split_once(' ')) {
            let known = name.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_'));
            if let Some(known) = meanings.iter().find(|meaning| Some(meaning.name) == known) {
                let (name, kind) = (name.to_owned(), kind.to_owned());
                found.push(Metric { name, kind, meaning: known.meaning, samples: Vec::new() });
            }
        } else if !line.starts_with('#')
            && let Some((sample, value)) = line.rsplit_once(' ')
        {
            let named = sample.split('{').next().unwrap_or_default();
            let of = found.last_mut().filter(|metric| named.starts_with(&metric.name) && !named.ends_with("_bucket"));
            if let Some(metric) = of {
                metric.samples.push((sample.to_owned(), value.to_owned()));
            }
        }
    }
    for meaning in meanings {
        let name = format!("{prefix}_{}", meaning.name);
        if !found.iter().any(|metric| metric.name == name) {
            found.push(Metric { name, kind: String::new(), meaning: meaning.meaning, samples: Vec::new() });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Metric, MetricMeaning, read};

    const REQUESTS: MetricMeaning = MetricMeaning::new("requests", "Requests", "要求");
    const SECONDS: MetricMeaning = MetricMeaning::new("commit_seconds", "Time", "時間");

    #[test]
    fn the_text_is_read_with_the_meanings_of_the_table() {
        let text = "# HELP muster_requests Requests.\n# TYPE muster_requests counter\nmuster_requests_total{code=\"0x0 a\"} 5\n\
            # HELP muster_other Other.\n# TYPE muster_other gauge\nmuster_other 1\n\
            # TYPE muster_commit_seconds histogram\nmuster_commit_seconds_sum 0.5\nmuster_commit_seconds_count 2\n\
            muster_commit_seconds_bucket{le=\"1.0\"} 2\n# EOF\n";
        let metric = |name: &str, kind: &str, of: &MetricMeaning, samples: &[(&str, &str)]| Metric {
            name: name.into(),
            kind: kind.into(),
            meaning: of.meaning,
            samples: samples.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
        };
        let expected = [
            metric("muster_requests", "counter", &REQUESTS, &[("muster_requests_total{code=\"0x0 a\"}", "5")]),
            metric(
                "muster_commit_seconds",
                "histogram",
                &SECONDS,
                &[("muster_commit_seconds_sum", "0.5"), ("muster_commit_seconds_count", "2")],
            ),
        ];
        assert_eq!(read(text, "muster", &[&REQUESTS, &SECONDS]), expected);
        let none = |name, of| metric(name, "", of, &[]);
        let nothing = [none("muster_requests", &REQUESTS), none("muster_commit_seconds", &SECONDS)];
        assert_eq!(read("# EOF\n", "muster", &[&REQUESTS, &SECONDS]), nothing);
    }
}
