//! Latency at a share of what a host can take: requests are due at an even pace, whether or not the answers come.

use super::{
    activation::{self, Side, Speed},
    effort::Effort,
    load::{self, Load},
    site::{Kind, Site},
};
use crate::{
    failure::Failure,
    plot::{Curve, Plot},
};
use muster_core::lang::Lang;
use serde::Serialize;

/// Shares of the host's own capacity.
const SHARES: [f64; 5] = [0.1, 0.25, 0.5, 0.75, 0.9];
const HALF: f64 = 0.5;

/// Latencies of a host on SQLite.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Latency {
    /// What it can take.
    capacity: Speed,
    pub(super) steps: Vec<Step>,
}

/// One share of the capacity; both sides meet the same rate.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Step {
    share: f64,
    pub(super) host: Side,
    pub(super) reference: Side,
}

pub(super) fn measure(effort: &Effort) -> Result<Latency, Failure> {
    let site = Site::start(Kind::Sqlite)?;
    let request = site.requests(effort.machines);
    activation::fill(&site.addresses(), effort, &request)?;
    let capacity = activation::pairs(&site, effort, &request)?;
    let mut steps = Vec::new();
    for share in SHARES {
        let paced = Load { rate: Some(capacity.host.per_second * share), ..effort.load() };
        let (mut host, mut reference) = (Vec::new(), Vec::new());
        for _ in 0..effort.runs {
            reference.push(load::load(&site.reference, paced, &request)?);
            host.push(load::load(&site.addresses(), paced, &request)?);
        }
        steps.push(Step { share, host: Side::of(&host), reference: Side::of(&reference) });
    }
    Ok(Latency { capacity, steps })
}

impl Latency {
    /// At half of what the host can take.
    pub(super) fn half(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.share == HALF)
    }

    pub(super) fn plot(&self, lang: Lang) -> Plot {
        let curve = |name: &str, of: fn(&Step) -> f64| Curve {
            name: name.into(),
            points: self.steps.iter().map(|step| (step.host.per_second, of(step))).collect(),
        };
        Plot {
            title: lang.pick("Latency against load", "負荷とレイテンシー").into(),
            x: lang.pick("requests per second", "1 秒あたりの要求数").into(),
            y: "ms".into(),
            log: false,
            curves: vec![
                curve(lang.pick("activation, p99", "ライセンス認証 p99"), |step| step.host.p99_ms),
                curve(lang.pick("activation, p50", "ライセンス認証 p50"), |step| step.host.p50_ms),
                curve(lang.pick("reference, p99", "基準 p99"), |step| step.reference.p99_ms),
                curve(lang.pick("reference, p50", "基準 p50"), |step| step.reference.p50_ms),
            ],
        }
    }
}
