//! `muster bench`: speed, always side by side with a reference in the same run. Medians, because machines are noisy.

mod activation;
mod client;
mod console;
mod doctor;
mod effort;
mod figures;
mod fleet;
mod growth;
mod latency;
mod load;
mod reading_cost;
mod report;
mod site;

use crate::{
    args::{BenchCommand, BenchStore},
    failure::Failure,
    out,
    output_file::{self, OutputFile},
};
use activation::Speed;
use effort::Effort;
use muster_core::{code, lang::Lang, sentence};
use muster_testbed::PostgresServer;
use report::{Hosts, Results};
use site::Kind;
use std::{path::Path, process::ExitCode};

/// The file of all figures in the folder of `--out`.
const FIGURES: &str = "bench.json";
/// Machines of the last step of `bench growth`.
const MILLION: u32 = 1_000_000;
/// What is measured where PostgreSQL is there.
const POSTGRES: [Kind; 2] = [Kind::Postgres(1), Kind::Postgres(2)];

/// Runs a measurement.
pub(crate) fn run(command: &BenchCommand, lang: Lang) -> Result<ExitCode, Failure> {
    let arguments = match command {
        BenchCommand::Doctor { paths, runs, json } => return doctor::run(paths, *runs, *json, lang),
        BenchCommand::Fleet { records, json } => return fleet::run(*records, *json, lang),
        BenchCommand::Activation { arguments, .. }
        | BenchCommand::Load(arguments)
        | BenchCommand::Growth(arguments)
        | BenchCommand::Client(arguments)
        | BenchCommand::Console(arguments)
        | BenchCommand::All(arguments) => arguments,
    };
    if let Some(folder) = &arguments.out {
        // A measurement takes minutes: a folder that cannot take it is refused before.
        output_file::make_folder(folder)?;
        OutputFile::new(&folder.join(FIGURES), arguments.force)?;
    }
    let results = measure(command, &Effort::from(arguments))?;
    if let Some(folder) = &arguments.out {
        write(folder, &results, arguments.force, lang)?;
    }
    if arguments.json {
        out::json(&results);
    } else {
        out::print(&results.text(lang));
    }
    Ok(ExitCode::SUCCESS)
}

fn measure(command: &BenchCommand, effort: &Effort) -> Result<Results, Failure> {
    let million = Effort { machines: MILLION, ..effort.clone() };
    let growing = matches!(command, BenchCommand::Growth(_));
    let mut results = Results::new(if growing { &million } else { effort })?;
    let all = matches!(command, BenchCommand::All(_));
    if let BenchCommand::Activation { store, .. } = command {
        results.activation = activations(stores(*store)?, effort)?;
    }
    if all {
        // What is not installed is said not to have been measured.
        results.without_postgres = !PostgresServer::is_installed();
        let postgres: &[Kind] = if results.without_postgres { &[] } else { &POSTGRES };
        results.activation = activations(&[&[Kind::Sqlite], postgres].concat(), effort)?;
        results.doctor = Some(doctor::measure_own(effort.runs));
    }
    if all || matches!(command, BenchCommand::Load(_)) {
        results.latency = Some(latency::measure(effort)?);
    }
    if all || growing {
        results.growth = Some(growth::measure(&million)?);
    }
    if matches!(command, BenchCommand::Console(_)) {
        results.console = Some(console::measure(effort)?);
    }
    if all || matches!(command, BenchCommand::Client(_)) {
        results.client = Some(client::measure(effort)?);
    }
    Ok(results)
}

fn stores(store: Option<BenchStore>) -> Result<&'static [Kind], Failure> {
    match store {
        None | Some(BenchStore::Sqlite) => Ok(&[Kind::Sqlite]),
        Some(BenchStore::Postgres) if PostgresServer::is_installed() => Ok(&POSTGRES),
        Some(BenchStore::Postgres) => {
            let missing = sentence!(
                "PostgreSQL's server is not installed: on Debian, `apt-get install postgresql`",
                "PostgreSQL サーバーがインストールされていません。Debian では `apt-get install postgresql` でインストールしてください"
            );
            Err(Failure::new(code::FILE_NOT_FOUND, missing))
        }
    }
}

fn activations(kinds: &[Kind], effort: &Effort) -> Result<Vec<(Hosts, Speed)>, Failure> {
    kinds.iter().map(|kind| Ok(((*kind).into(), activation::measure(*kind, effort)?))).collect()
}

fn write(folder: &Path, results: &Results, force: bool, lang: Lang) -> Result<(), Failure> {
    let mut files = vec![(FIGURES, serde_json::to_string_pretty(results).unwrap_or_default())];
    let load = results.latency.as_ref().map(|latency| ("load.svg", latency.plot(lang).svg()));
    let growth = results.growth.as_ref().map(|growth| ("growth.svg", growth.plot(lang).svg()));
    files.extend([load, growth].into_iter().flatten());
    output_file::write_folder(folder, &files, force)
}
