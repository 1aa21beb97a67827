//! `muster doctor fleet`: one bundle after the other; of each machine, a line is kept.

mod bundle;
mod pages;
mod tree;

use super::{cannot_read, made_at, mask};
use crate::{args::ReportTime, exit, failure::Failure, out, output_file::OutputFile};
use bundle::Reader;
use muster_core::{code, lang::Lang, sentence};
use muster_doctor::{
    Verdict,
    document::FleetDocument,
    fleet::{Fleet, PreviousRun},
    report::{self, FleetReport},
};
use muster_proto::instant;
use pages::Pages;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What is read, and what is written beside the summary.
pub(super) struct Task {
    pub(super) folder: PathBuf,
    pub(super) since: Option<PathBuf>,
    pub(super) mask: Option<PathBuf>,
    pub(super) html: Option<OutputFile>,
    pub(super) csv: Option<OutputFile>,
    pub(super) reports: Option<PathBuf>,
    pub(super) force: bool,
    pub(super) time: ReportTime,
    pub(super) json: bool,
}

pub(super) fn run(task: &Task, lang: Lang) -> Result<ExitCode, Failure> {
    let before = task.since.as_deref().map(previous_run).transpose()?;
    let time = made_at(task.time);
    let mut pages = task.reports.as_deref().map(|folder| Pages::new(folder, task.force, time, lang)).transpose()?;
    let mut fleet = Fleet::on(Some(time.unix()));
    let mut pseudonyms = task.mask.as_deref().map(mask::load).transpose()?;
    let mut reader = Reader { fleet: &mut fleet, pages: pages.as_mut(), mask: pseudonyms.as_mut(), lang };
    for bundle in tree::bundles(&task.folder).map_err(|error| cannot_read(&task.folder, &error))? {
        reader.add(&bundle)?;
    }
    if fleet.is_empty() && fleet.unread().is_empty() {
        return Err(Failure::usage(sentence!(
            "no usable evidence below {folder}",
            "{folder} に利用できる診断データがありません",
            folder = task.folder.display()
        )));
    }
    fleet.settle();
    if let (Some(file), Some(mask)) = (&task.mask, &pseudonyms) {
        mask::store(file, mask)?;
    }
    let difference = before.as_ref().map(|before| fleet.difference(before));
    let report = FleetReport { fleet: &fleet, difference, time: Some(instant::rfc3339(time)), linked: false };
    write(task, &report, pages.as_ref(), lang)?;
    Ok(ExitCode::from(match fleet.verdict() {
        Verdict::Healthy => exit::SUCCESS,
        Verdict::Failing => exit::FAILED,
        Verdict::NotSeen => exit::NO_EVIDENCE,
    }))
}

/// The fleet at a path, for measuring.
#[cfg(feature = "bench")]
pub(crate) fn fleet_of(path: &Path, lang: Lang) -> Result<Fleet, Failure> {
    let mut fleet = Fleet::on(None);
    let mut reader = Reader { fleet: &mut fleet, pages: None, mask: None, lang };
    for bundle in tree::bundles(path).map_err(|error| cannot_read(path, &error))? {
        reader.add(&bundle)?;
    }
    fleet.settle();
    Ok(fleet)
}

fn write(task: &Task, report: &FleetReport<'_>, pages: Option<&Pages>, lang: Lang) -> Result<(), Failure> {
    if let Some(pages) = pages {
        pages.write_index(report)?;
    }
    if let Some(file) = &task.html {
        file.write_public(report::fleet_html(report, lang)).map_err(Failure::into_usage)?;
    }
    if let Some(file) = &task.csv {
        let mut writer = file.writer().map_err(Failure::into_usage)?;
        report.fleet.csv(lang).for_each(|line| writer.write(line.as_bytes()));
        writer.finish().map_err(Failure::into_usage)?;
    }
    // A page or a table on standard output stands alone.
    let alone = [&task.html, &task.csv].into_iter().flatten().any(OutputFile::is_standard_output);
    if task.json {
        let time = report.time.clone();
        out::json(&FleetDocument::of(report.fleet, report.difference.as_ref(), lang, time));
    } else if !alone {
        out::print(&report::fleet_text(report, lang));
    }
    Ok(())
}

/// The document of an earlier run.
fn previous_run(file: &Path) -> Result<PreviousRun, Failure> {
    let document = fs::read(file).map_err(|error| cannot_read(file, &error))?;
    PreviousRun::read(&document).map_err(|error| {
        let detail = sentence!(
            "{file} is no document of muster doctor fleet --json: {error}",
            "{file} は muster doctor fleet --json の出力ではありません: {error}",
            file = file.display()
        );
        Failure::new(code::INVALID_ARGUMENT, detail).into_usage()
    })
}
