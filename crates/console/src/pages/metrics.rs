//! The metrics that Prometheus is told, with what they mean and what they are now.

use super::{code_text::shown, frame::Frame, response::html};
use crate::call::{Call, PageError};
use askama::Template;
use axum::{http::StatusCode, response::Response};
use muster_core::lang::Lang;
use muster_server::metric::Metric;

#[derive(Template)]
#[template(path = "metrics.html")]
struct Page {
    frame: Frame,
    rows: Vec<Row>,
}

struct Row {
    name: String,
    kind: &'static str,
    meaning: &'static str,
    /// Labels, which a metric without has none of, and values.
    values: Vec<(String, String)>,
}

/// Shows them.
pub(crate) fn show(call: &Call<'_>) -> Result<Response, PageError> {
    let lang = call.lang();
    let metrics = call.console.service.owner().metrics(call.host_time());
    let frame = Frame::new(call, lang.pick("Metrics", "メトリック"));
    html(StatusCode::OK, &Page { frame, rows: metrics.iter().map(|metric| row(metric, lang)).collect() })
}

fn row(metric: &Metric, lang: Lang) -> Row {
    let value = |(sample, value): &(String, String)| {
        // What stands behind the name of the metric: the end of the name, which says nothing more, and the labels.
        let rest = sample.strip_prefix(&metric.name).unwrap_or(sample).trim_start_matches("_total");
        (shown(rest.trim_matches(['_', '{', '}'])), shown(&rounded(value)))
    };
    Row {
        name: metric.name.clone(),
        kind: match metric.kind.as_str() {
            "counter" => lang.pick("counter", "カウンター"),
            "gauge" => lang.pick("gauge", "ゲージ"),
            "histogram" => lang.pick("histogram", "ヒストグラム"),
            _ => "–",
        },
        meaning: metric.meaning.get(lang),
        values: metric.samples.iter().map(value).collect(),
    }
}

/// A number as people read it: three digits behind the point, if it has any that are not zero.
fn rounded(value: &str) -> String {
    match value.parse::<f64>() {
        Ok(number) if value.contains('.') => {
            format!("{number:.3}").trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        _ => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::rounded;

    #[test]
    fn a_number_has_three_digits_behind_the_point_at_most() {
        for (value, shown) in
            [("7", "7"), ("1824.9998726", "1825"), ("0.0", "0"), ("0.014645", "0.015"), ("NaN", "NaN")]
        {
            assert_eq!(rounded(value), shown);
        }
    }
}
