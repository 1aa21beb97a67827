//! `muster bench`: speed, always side by side with a reference in the same run. Medians, because machines are noisy.

mod activation;
mod client;
mod doctor;
mod growth;
mod latency;
mod load;
mod report;
mod site;

use crate::{
    args::{BenchArguments, BenchCommand, BenchStore},
    failure::Failure,
    lab::PostgresServer,
    out,
    plot::Plot,
};
use load::Load;
use muster_core::{code, lang::Lang};
use report::Results;
use site::Kind;
use std::{
    fs,
    path::Path,
    process::ExitCode,
    time::{Duration, Instant},
};

/// Machines of the last step of `bench growth`.
const MILLION: u32 = 1_000_000;

/// How long and how much.
#[derive(Clone, Debug)]
struct Effort {
    run: Duration,
    connections: usize,
    runs: u32,
    machines: u32,
}

impl Effort {
    fn load(&self) -> Load {
        Load { connections: self.connections, duration: self.run, rate: None }
    }
}

impl From<&BenchArguments> for Effort {
    fn from(arguments: &BenchArguments) -> Self {
        Self {
            run: Duration::from_secs(u64::from(arguments.seconds)),
            connections: arguments.connections as usize,
            runs: arguments.runs,
            machines: arguments.machines,
        }
    }
}

/// Runs a measurement.
pub(crate) fn run(command: &BenchCommand, lang: Lang) -> Result<ExitCode, Failure> {
    let (results, arguments) = match command {
        BenchCommand::Doctor { paths, runs, json } => return doctor::run(paths, *runs, *json, lang),
        BenchCommand::Activation { store, arguments } => (activations(stores(*store)?, arguments)?, arguments),
        BenchCommand::Load(arguments) => (loads(arguments)?, arguments),
        BenchCommand::Growth(arguments) => (growth(arguments)?, arguments),
        BenchCommand::Client(arguments) => (clients(arguments)?, arguments),
        BenchCommand::All(arguments) => (all(arguments)?, arguments),
    };
    if let Some(folder) = &arguments.out {
        write(folder, &results, lang)?;
    }
    if arguments.json {
        out::json(&results);
    } else {
        out::print(&results.text(lang));
    }
    Ok(ExitCode::SUCCESS)
}

fn stores(store: Option<BenchStore>) -> Result<Vec<Kind>, Failure> {
    let kinds = match store {
        None | Some(BenchStore::Sqlite) => vec![Kind::Sqlite],
        Some(BenchStore::Postgres) => vec![Kind::Postgres(1), Kind::Postgres(2)],
    };
    if store == Some(BenchStore::Postgres) && !PostgresServer::is_installed() {
        let missing = "PostgreSQL's server is not installed: on Debian, `apt-get install postgresql`";
        return Err(Failure::new(code::FILE_NOT_FOUND, missing));
    }
    Ok(kinds)
}

fn activations(kinds: Vec<Kind>, arguments: &BenchArguments) -> Result<Results, Failure> {
    let effort = Effort::from(arguments);
    let mut results = Results::new(&effort)?;
    for kind in kinds {
        results.activation.push((kind.into(), activation::measure(kind, &effort)?));
    }
    Ok(results)
}

fn loads(arguments: &BenchArguments) -> Result<Results, Failure> {
    let effort = Effort::from(arguments);
    let mut results = Results::new(&effort)?;
    results.latency = Some(latency::measure(Kind::Sqlite, &effort)?);
    Ok(results)
}

fn growth(arguments: &BenchArguments) -> Result<Results, Failure> {
    let effort = Effort { machines: MILLION, ..Effort::from(arguments) };
    let mut results = Results::new(&effort)?;
    results.growth = Some(growth::measure(&effort)?);
    Ok(results)
}

fn clients(arguments: &BenchArguments) -> Result<Results, Failure> {
    let effort = Effort::from(arguments);
    let mut results = Results::new(&effort)?;
    results.client = Some(client::measure(&effort)?);
    Ok(results)
}

/// Everything; what is not installed is said not to have been measured.
fn all(arguments: &BenchArguments) -> Result<Results, Failure> {
    let mut kinds = vec![Kind::Sqlite];
    if PostgresServer::is_installed() {
        kinds.extend([Kind::Postgres(1), Kind::Postgres(2)]);
    }
    let mut results = activations(kinds, arguments)?;
    results.without_postgres = !PostgresServer::is_installed();
    results.latency = loads(arguments)?.latency;
    results.growth = growth(arguments)?.growth;
    results.client = clients(arguments)?.client;
    results.doctor = Some(doctor::measure_own(arguments.runs));
    Ok(results)
}

fn write(folder: &Path, results: &Results, lang: Lang) -> Result<(), Failure> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("bench.json"), serde_json::to_string_pretty(results).unwrap_or_default())?;
    let plots: [(&str, Option<Plot>); 2] = [
        ("load.svg", results.latency.as_ref().map(|latency| latency.plot(lang))),
        ("growth.svg", results.growth.as_ref().map(|growth| growth.plot(lang))),
    ];
    for (name, plot) in plots {
        if let Some(plot) = plot {
            fs::write(folder.join(name), plot.svg())?;
        }
    }
    Ok(())
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
