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

use crate::{args::PlanArguments, failure::Failure, out};
use muster_core::{code, lang::Lang, time::Moment};
use muster_platform::files;
use simulation::Simulation;
use std::{fs, path::Path, process::ExitCode};

/// Its seconds.
const DAY: u32 = 24 * 60 * 60;
/// Second 0 of a simulation: Monday, 5 January 2026, 00:00 UTC.
const EPOCH: i64 = 1_767_571_200;

/// `muster plan`.
pub(crate) fn run(arguments: &PlanArguments, lang: Lang) -> Result<ExitCode, Failure> {
    if let Some(seeds) = arguments.faults {
        return Ok(trial::run(arguments.seed, seeds, lang));
    }
    let scenario = match &arguments.file {
        Some(file) => {
            let named = |problem| Failure::new(code::INVALID_ARGUMENT, format!("{}: {problem}", file.display()));
            Scenario::parse(&files::read(file)?).map_err(named)?
        }
        None => Scenario::of(arguments.machines, arguments.days, arguments.hosts),
    };
    let report = simulate(&scenario, arguments.seed);
    if let Some(folder) = &arguments.out {
        write(folder, &report, lang)?;
    }
    if arguments.json {
        out::json(&report);
    } else {
        out::print(&report.text(lang));
    }
    Ok(ExitCode::SUCCESS)
}

fn write(folder: &Path, report: &Report, lang: Lang) -> Result<(), Failure> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("plan.json"), serde_json::to_string_pretty(report).unwrap_or_default())?;
    for (name, plot) in report.plots(lang) {
        fs::write(folder.join(name), plot.svg())?;
    }
    Ok(())
}

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
