//! Years of a fleet in seconds: machines, activation hosts, DNS and what goes wrong, from one seed.
//!
//! `muster plan` calls this crate to answer three questions before a fleet exists: when does each product pass its threshold, how
//! busy are the hosts, whose activation expires when? The sessions and licenses of the machines and the decisions of the hosts are
//! those of [`muster_core`]; only time, network, disks and chance are simulated.
//!
//! ```
//! use muster_simulation::{Scenario, simulate};
//!
//! let scenario = Scenario::parse(
//!     r#"
//!     days = 14
//!     [[product]]
//!     name = "Ledger"
//!     threshold = 25
//!     [[host]]
//!     name = "kms1"
//!     [[group]]
//!     name = "desks"
//!     machines = 40
//!     product = "Ledger"
//!     "#,
//! )?;
//! let report = simulate(&scenario, 7);
//! assert!(report.products[0].passed.is_some(), "40 machines pass a threshold of 25");
//! assert_eq!(report.groups[0].licensed.last(), Some(&40));
//!
//! // The same product with too few machines.
//! let mut small = scenario.clone();
//! small.groups[0].machines = 24;
//! assert_eq!(simulate(&small, 7).products[0].passed, None);
//! # Ok::<(), muster_core::sentence::Sentence>(())
//! ```
//!
//! [`seed_runs`] simulates small fleets under faults instead, and checks what must always hold, such as that no machine is
//! activated without a record on its host's disk.
//!
//! # Stable
//!
//! One version gives the same [`Report`] for the same [`Scenario`] and seed, on every platform. The keys of the scenario file and
//! the serialized fields of the report stay; new ones may be added.
//!
//! # Never
//!
//! It opens no file or socket, reads no clock, prints nothing, and decides nothing that a real host or machine decides.

mod clock;
mod event_queue;
mod faults;
mod faulty_delivery;
mod fleet;
mod host;
mod host_load;
mod invariants;
mod license_days;
mod license_pack;
mod machine;
mod metrics;
mod online_schedule;
mod report;
mod scenario;
mod seed_run;
mod simulation;
mod store;

pub use faults::Faults;
pub use report::{GroupReport, HostReport, ProductReport, Report};
pub use scenario::{AwayPlan, DnsPlan, GroupPlan, HostPlan, IntervalPlan, Outage, ProductPlan, Scenario};
pub use seed_run::{SeedRun, seed_runs};

use simulation::Simulation;

/// Simulates a scenario without faults of single messages.
pub fn simulate(scenario: &Scenario, seed: u64) -> Report {
    let mut simulation = Simulation::new(scenario, seed, None);
    simulation.run();
    Report::new(scenario, seed, &simulation.metrics)
}
