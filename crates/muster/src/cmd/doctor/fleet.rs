//! `muster doctor fleet`: one bundle after the other; of each, a line is kept.

use super::{cannot_read, mask, open};
use crate::{failure::Failure, out, output_file::OutputFile};
use muster_core::lang::Lang;
use muster_doctor::{
    Diagnosis,
    fleet::{Fleet, Machine},
    report,
};
use std::{fs, path::Path, process::ExitCode};

/// What to write beside the summary.
pub(super) struct Outputs {
    pub(super) html: Option<OutputFile>,
    pub(super) csv: Option<OutputFile>,
    pub(super) json: bool,
}

pub(super) fn run(folder: &Path, outputs: &Outputs, mask: Option<&Path>, lang: Lang) -> Result<ExitCode, Failure> {
    let mut pseudonyms = mask.map(mask::load).transpose()?;
    let entries = fs::read_dir(folder).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    let mut entries = entries.map_err(|error| cannot_read(folder, &error))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut fleet = Fleet::default();
    for entry in entries {
        let mut sources = Vec::new();
        open(&entry.path(), &mut sources)?;
        let mut case = muster_doctor::read(&sources);
        let mut bundle = entry.file_name().to_string_lossy().into_owned();
        if let Some(mask) = &mut pseudonyms {
            mask.apply(&mut case);
            bundle = mask.bundle(&bundle);
        }
        let diagnosis = Diagnosis::of(&case);
        if diagnosis.has_evidence() {
            Machine::all_of(&bundle, &diagnosis).into_iter().for_each(|machine| fleet.add(machine));
        }
    }
    if fleet.is_empty() {
        return Err(Failure::usage(lang.pick(
            format!("no usable evidence below {}", folder.display()),
            format!("{} に利用できる診断データがありません", folder.display()),
        )));
    }
    if let (Some(file), Some(mask)) = (mask, &pseudonyms) {
        mask::store(file, mask)?;
    }
    if let Some(file) = &outputs.html {
        file.write_public(report::fleet_html(&fleet, lang)).map_err(Failure::into_usage)?;
    }
    if let Some(file) = &outputs.csv {
        file.write_public(fleet.csv(lang)).map_err(Failure::into_usage)?;
    }
    // A page or a table on standard output stands alone.
    let alone = [&outputs.html, &outputs.csv].into_iter().flatten().any(OutputFile::is_standard_output);
    if outputs.json {
        out::json(&fleet.json(lang));
    } else if !alone {
        out::print(&report::fleet_text(&fleet, lang));
    }
    Ok(if fleet.failing() > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}
