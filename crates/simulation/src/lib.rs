//! `muster plan`: a fleet, its hosts and what goes wrong, simulated. When does it pass its threshold, how busy are the hosts,
//! who expires when? The machines, hosts and licenses are the real core; time, network and chance are made up.

mod calendar;
mod faults;
mod machine;
mod presence;
mod report;
mod scenario;
mod simulation;
mod store;
mod tally;
mod trial;
mod vendor;

pub use faults::Faults;
pub use report::{GroupReport, HostReport, ProductReport, Report};
pub use scenario::{Away, DnsPlan, GroupPlan, HostPlan, IntervalPlan, Outage, ProductPlan, Scenario};
pub use trial::{Trial, trials};

use muster_core::time::Moment;
use simulation::Simulation;

/// Its seconds.
const DAY: u32 = 24 * 60 * 60;
/// Second 0 of a simulation: Monday, 5 January 2026, 00:00 UTC.
const EPOCH: i64 = 1_767_571_200;

/// Runs a scenario without faults of single messages. The same scenario and seed give the same report.
pub fn simulate(scenario: &Scenario, seed: u64) -> Report {
    let mut simulation = Simulation::new(scenario, seed, None);
    simulation.run();
    Report::new(scenario, seed, &simulation.tally)
}

fn moment(second: u32) -> Moment {
    Moment::from_unix(EPOCH + i64::from(second))
}

fn second(moment: Moment) -> u32 {
    u32::try_from(moment.unix() - EPOCH).unwrap_or(u32::MAX)
}
