//! What an activation costs, and what memory the host holds, as the machines that it knows grow in number.

use super::{
    activation::{self, Speed},
    effort::Effort,
    load,
    site::{Kind, Served, Site},
};
use crate::{
    failure::Failure,
    plot::{Curve, Plot},
};
use muster_core::lang::Lang;
use serde::Serialize;

const FIRST: u32 = 1_000;

/// Costs by known machines.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Growth {
    pub(super) steps: Vec<Step>,
    /// The most memory that a host held that started with the last step's machines and answered them, in bytes.
    pub(super) memory: u64,
}

/// So many known machines.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Step {
    pub(super) machines: u32,
    pub(super) speed: Speed,
    /// Microseconds of an activation beyond one of the reference.
    cost: f64,
}

/// From 1 000 machines up to `effort.machines`, by factors of ten, on SQLite.
pub(super) fn measure(effort: &Effort) -> Result<Growth, Failure> {
    let mut site = Site::start(Kind::Sqlite)?;
    let mut steps = Vec::new();
    for machines in std::iter::successors(Some(FIRST), |machines| machines.checked_mul(10)) {
        if machines > effort.machines {
            break;
        }
        let effort = Effort { machines, ..effort.clone() };
        let request = site.requests(machines);
        activation::fill(&site.addresses(), &effort, &request)?;
        let speed = activation::pairs(&site, &effort, &request)?;
        let cost = 1e6 / speed.host.per_second - 1e6 / speed.reference.per_second;
        steps.push(Step { machines, speed, cost });
    }
    // A host that has just started has not held anything but what it needs now.
    site.hosts.clear();
    let fresh = Served::start(&site.state(), "kms0.lab.test")?;
    let machines = steps.last().map_or(FIRST, |step| step.machines);
    load::load(&[fresh.address], effort.load(), &site.requests(machines))?;
    Ok(Growth { steps, memory: fresh.peak_memory()? })
}

impl Growth {
    /// By how much an activation costs more at the most machines than at the fewest.
    pub(super) fn factor(&self) -> f64 {
        let whole = |step: &Step| step.speed.reference.per_second / step.speed.host.per_second;
        self.steps.first().zip(self.steps.last()).map_or(1.0, |(first, last)| whole(last) / whole(first))
    }

    pub(super) fn plot(&self, lang: Lang) -> Plot {
        let curve = |name: &str, of: fn(&Step) -> f64| Curve {
            name: name.into(),
            points: self.steps.iter().map(|step| (f64::from(step.machines), of(step))).collect(),
        };
        Plot {
            title: lang.pick("Cost against known machines", "既知の台数とコスト").into(),
            x: lang.pick("known machines", "既知の台数").into(),
            y: "µs".into(),
            log: true,
            curves: vec![
                curve(lang.pick("activation", "ライセンス認証"), |step| 1e6 / step.speed.host.per_second),
                curve(lang.pick("reference", "基準"), |step| 1e6 / step.speed.reference.per_second),
            ],
        }
    }
}
