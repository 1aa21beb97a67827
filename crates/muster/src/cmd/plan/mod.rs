//! `muster plan`: reads a scenario, has it simulated, and prints, writes and plots what was found.

#[cfg(feature = "bench")]
mod plots;
mod text;

use crate::{args::PlanArguments, failure::Failure, out, output_file};
use muster_core::{code, lang::Lang, sentence::Sentence};
use muster_platform::files;
use muster_simulation::{Report, Scenario, seed_runs, simulate};
use std::{path::Path, process::ExitCode};

/// `muster plan`.
pub(crate) fn run(arguments: &PlanArguments, lang: Lang) -> Result<ExitCode, Failure> {
    if let Some(seeds) = arguments.faults {
        return Ok(run_faults(arguments.seed, seeds, lang));
    }
    let scenario = match &arguments.file {
        Some(file) => {
            let named = |problem: Sentence| {
                let named = Sentence::of(|lang| format!("{}: {}", file.display(), problem.text(lang)));
                Failure::new(code::INVALID_ARGUMENT, named)
            };
            Scenario::parse(&files::read(file)?).map_err(named)?
        }
        None => Scenario::plain(arguments.machines, arguments.days, arguments.hosts),
    };
    let report = simulate(&scenario, arguments.seed);
    if let Some(folder) = &arguments.out {
        write(folder, &report, arguments.force, lang)?;
    }
    if arguments.json {
        out::json(&report);
    } else {
        out::print(&text::text(&report, lang));
    }
    Ok(ExitCode::SUCCESS)
}

#[cfg_attr(
    not(feature = "bench"),
    expect(unused_mut, unused_variables, reason = "a build without the bench draws no plots")
)]
fn write(folder: &Path, report: &Report, force: bool, lang: Lang) -> Result<(), Failure> {
    let mut files = vec![("plan.json", serde_json::to_string_pretty(report).unwrap_or_default())];
    #[cfg(feature = "bench")]
    files.extend(plots::plots(report, lang).into_iter().map(|(name, plot)| (name, plot.svg())));
    output_file::write_folder(folder, &files, force)
}

/// `muster plan --faults`.
fn run_faults(first: u64, seeds: u64, lang: Lang) -> ExitCode {
    let mut failing = 0;
    for run in seed_runs(first, seeds) {
        let (seed, violations) = (run.seed, run.violations());
        if let Some(violation) = violations.first() {
            failing += 1;
            let again = format!("muster plan --faults 1 --seed {seed}");
            out::line(&lang.pick(
                format!("seed {seed}: {} violations, the first: {violation}\n    again: {again}", violations.len()),
                format!("シード {seed}: 違反 {} 件、最初の違反: {violation}\n    再現: {again}", violations.len()),
            ));
        }
    }
    out::line(&lang.pick(
        format!("{seeds} seeds tried: {failing} failed."),
        format!("{seeds} 個のシードを試行: 失敗 {failing} 件。"),
    ));
    if failing == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
