//! `--reports`: a page for each machine, and an index that links them.

use super::super::{file_name, paper::imprint};
use crate::{failure::Failure, output_file, output_file::OutputFile};
use muster_core::{lang::Lang, time::Moment};
use muster_doctor::{
    Diagnosis,
    fleet::Origin,
    report::{self, FleetReport},
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

const INDEX: &str = "index.html";

/// The folder of the pages.
pub(super) struct Pages {
    folder: PathBuf,
    force: bool,
    lang: Lang,
    /// The time that they bear.
    at: Moment,
    /// In lower case: some file systems take them for one.
    taken: BTreeSet<String>,
}

impl Pages {
    /// Refuses a folder that cannot take them, before anything is read.
    pub(super) fn new(folder: &Path, force: bool, at: Moment, lang: Lang) -> Result<Self, Failure> {
        output_file::make_folder(folder).map_err(Failure::into_usage)?;
        OutputFile::new(&folder.join(INDEX), force)?;
        Ok(Self { folder: folder.to_owned(), force, lang, at, taken: BTreeSet::new() })
    }

    /// Writes the page of a machine, and returns its path below the folder.
    pub(super) fn write(&mut self, origin: &Origin, diagnosis: &Diagnosis) -> Result<String, Failure> {
        let computer = if diagnosis.computer.is_empty() { &origin.bundle } else { &diagnosis.computer };
        let stem = match origin.customer.as_str() {
            "" => file_name(computer),
            customer => format!("{}/{}", file_name(customer), file_name(computer)),
        };
        let name = |number: usize| match number {
            1 => format!("{stem}.html"),
            _ => format!("{stem}-{number}.html"),
        };
        let is_free = |name: &String| !self.taken.contains(&name.to_lowercase()) && name != INDEX;
        let name = (1..).map(name).find(is_free).unwrap_or_default();
        self.taken.insert(name.to_lowercase());
        let path = self.folder.join(&name);
        if let Some(folder) = path.parent() {
            output_file::make_folder(folder).map_err(Failure::into_usage)?;
        }
        let file = OutputFile::new(&path, self.force)?;
        file.write_public(report::html(diagnosis, Some(imprint(self.at)), self.lang)).map_err(Failure::into_usage)?;
        Ok(name)
    }

    pub(super) fn write_index(&self, report: &FleetReport<'_>) -> Result<(), Failure> {
        let file = OutputFile::new(&self.folder.join(INDEX), self.force)?;
        let report = FleetReport { linked: true, ..report.clone() };
        file.write_public(report::fleet_html(&report, self.lang)).map_err(Failure::into_usage)
    }
}
