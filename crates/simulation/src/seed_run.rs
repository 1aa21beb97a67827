//! Small fleets under faults, one for each seed, held against the invariants.

use crate::{
    faults::Faults,
    scenario::{AwayPlan, DnsPlan, GroupPlan, HostPlan, IntervalPlan, Outage, ProductPlan, Scenario},
    simulation::Simulation,
};
use fastrand::Rng;

/// The fleet of a seed, and what happens to it.
#[derive(Clone, Debug)]
pub struct SeedRun {
    /// The seed that the fleet, its faults and its course are drawn from.
    pub seed: u64,
    /// A few dozen machines, one to three hosts, 240 days.
    pub scenario: Scenario,
    /// What happens to messages and hosts.
    pub faults: Faults,
}

/// The runs of `seeds` seeds from `first` on.
pub fn seed_runs(first: u64, seeds: u64) -> impl Iterator<Item = SeedRun> {
    (first..first.saturating_add(seeds)).map(SeedRun::new)
}

impl SeedRun {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let faults = Faults {
            lost: rng.f64() * 0.15,
            duplicated: rng.f64() * 0.3,
            delay_secs_max: rng.u32(0..20),
            crash: rng.f64() * 0.2,
            answer_before_commit: false,
        };
        Self { seed, scenario: scenario(&mut rng), faults }
    }

    /// Runs it. Returns a sentence for each invariant that did not hold; none is the expected result.
    pub fn violations(&self) -> Vec<String> {
        let mut simulation = Simulation::new(&self.scenario, self.seed, Some(self.faults));
        simulation.run();
        simulation.invariants.violations
    }
}

fn scenario(rng: &mut Rng) -> Scenario {
    let threshold = rng.u32(2..=25);
    let product =
        |name: &str, threshold| ProductPlan { name: name.into(), application: Some("Suite".into()), threshold };
    let machines = rng.u32(threshold + 10..=threshold + 40);
    let group = |name: &str, machines, product: &str| GroupPlan {
        name: name.into(),
        machines,
        product: product.into(),
        first_day: 0,
        over_days: 5,
        hours: None,
        weekdays: false,
        away: None,
        clones: 0.0,
    };
    let away = Some(AwayPlan { every_days: 30, for_days: rng.u32(1..=10) });
    Scenario {
        days: 240,
        intervals: IntervalPlan { activation: rng.u32(60..=240), renewal: rng.u32(2..=14) * 1_440 },
        dns: DnsPlan { failing: rng.f64() * 0.3, outages: Vec::new() },
        products: vec![product("Suite", threshold), product("Viewer", 1 + threshold / 2)],
        hosts: hosts(rng),
        groups: vec![
            GroupPlan { clones: rng.f64() * 0.2, ..group("servers", machines, "Suite") },
            GroupPlan { hours: Some([8, 18]), weekdays: true, away, ..group("laptops", rng.u32(1..20), "Viewer") },
        ],
    }
}

/// One to three hosts with one count, or each with its own. If there are several, one after the other is away for up to two weeks.
fn hosts(rng: &mut Rng) -> Vec<HostPlan> {
    let number = rng.u32(1..=3);
    let shared = rng.bool();
    let outage = |host: u32, length: f64| Outage { from_day: f64::from(20 * (host + 1)), days: length };
    let host = |host: u32| HostPlan {
        name: format!("kms{host}"),
        priority: rng.u16(0..2),
        weight: rng.u16(0..3),
        store: shared.then(|| "one".to_owned()),
        outages: if number > 1 { vec![outage(host, rng.f64() * 14.0)] } else { Vec::new() },
    };
    (0..number).map(host).collect()
}
