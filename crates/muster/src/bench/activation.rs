//! Durable, signed activations as fast as they go, by turns with the same HTTP stack answering a constant.

use super::{
    effort::Effort,
    figures::{instant, median},
    load::{self, Load, Met, Request},
    site::{Kind, Site},
};
use crate::failure::Failure;
use serde::Serialize;
use std::{fs::File, io::Write, net::SocketAddr, path::Path, time::Duration};

const SYNCS: u32 = 200;
const BLOCK: [u8; 4096] = [0x5A; 4096];

/// What was measured of one kind of host.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Speed {
    pub(super) host: Side,
    pub(super) reference: Side,
    /// The median of the ratios of the pairs.
    pub(super) ratio: f64,
}

/// Medians over the runs of one side.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Side {
    pub(super) per_second: f64,
    pub(super) p50_ms: f64,
    pub(super) p99_ms: f64,
    /// The rate of each run.
    pub(super) runs: Vec<f64>,
}

/// Measures a kind of host.
pub(super) fn measure(kind: Kind, effort: &Effort) -> Result<Speed, Failure> {
    let site = Site::start(kind)?;
    let request = site.requests(effort.machines);
    // The first requests make the machines known and warm both sides up; they are not counted.
    load::load(&site.reference, Load { duration: Duration::from_millis(500), ..effort.load() }, &request)?;
    fill(&site.addresses(), effort, &request)?;
    pairs(&site, effort, &request)
}

/// Runs both sides by turns.
pub(super) fn pairs(site: &Site, effort: &Effort, request: &Request) -> Result<Speed, Failure> {
    let (mut host, mut reference) = (Vec::new(), Vec::new());
    for _ in 0..effort.runs {
        reference.push(load::load(&site.reference, effort.load(), request)?);
        host.push(load::load(&site.addresses(), effort.load(), request)?);
    }
    let ratio = median(host.iter().zip(&reference).map(|(host, reference)| host.rate / reference.rate));
    Ok(Speed { host: Side::of(&host), reference: Side::of(&reference), ratio })
}

impl Side {
    pub(super) fn of(runs: &[Met]) -> Self {
        Self {
            per_second: median(runs.iter().map(|met| met.rate)),
            p50_ms: median(runs.iter().map(|met| met.percentile(0.5))),
            p99_ms: median(runs.iter().map(|met| met.percentile(0.99))),
            runs: runs.iter().map(|met| met.rate).collect(),
        }
    }
}

/// Lets every machine ask once.
pub(super) fn fill(addresses: &[SocketAddr], effort: &Effort, request: &Request) -> Result<(), Failure> {
    let mut asked = 0.0;
    while asked < f64::from(effort.machines) {
        let second = Load { duration: Duration::from_secs(1), ..effort.load() };
        let from = asked as u64;
        let later = request.clone();
        asked +=
            load::load(addresses, second, &(std::sync::Arc::new(move |number| later(from + number)) as Request))?.rate;
    }
    Ok(())
}

/// How often this disk takes 4 KiB and says that they are safe.
pub(super) fn syncs_per_second(directory: &Path) -> Result<f64, Failure> {
    let mut file = File::create(directory.join("sync"))?;
    let start = instant();
    for _ in 0..SYNCS {
        file.write_all(&BLOCK)?;
        file.sync_data()?;
    }
    Ok(f64::from(SYNCS) / start.elapsed().as_secs_f64())
}
