//! `muster bench`: speed, always side by side with a reference in the same run. Medians, because machines are noisy.

mod activation;
mod doctor;
mod load;

use crate::{args::BenchCommand, failure::Failure};
use muster_core::lang::Lang;
use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

/// Runs a measurement.
pub(crate) fn run(command: &BenchCommand, lang: Lang) -> Result<ExitCode, Failure> {
    let (seconds, connections, runs, machines, json) = match command {
        BenchCommand::Activation { seconds, connections, runs, machines, json } => {
            (seconds, connections, runs, machines, json)
        }
        BenchCommand::Doctor { paths, runs, json } => return doctor::run(paths, *runs, *json, lang),
    };
    let plan = activation::Plan {
        run: Duration::from_secs(u64::from(*seconds)),
        connections: *connections as usize,
        runs: *runs,
        machines: *machines,
    };
    activation::run(&plan, *json, lang)
}

#[expect(clippy::disallowed_methods, reason = "measuring is what a benchmark is for")]
fn instant() -> Instant {
    Instant::now()
}

/// The middle of the figures; of an even number, the upper of the two in the middle.
fn median(figures: impl IntoIterator<Item = f64>) -> f64 {
    let mut figures: Vec<f64> = figures.into_iter().collect();
    figures.sort_by(f64::total_cmp);
    figures.get(figures.len() / 2).copied().unwrap_or(0.0)
}
