//! Runs the parts one after another, each within its time, and keeps what they print.

use super::collected::Collected;
use crate::{
    args::MachineArguments,
    cmd::{env_on_network, machine, now},
};
use muster_client::Network;
use muster_doctor::{
    Source,
    collector::{
        ERRORS_HEAD, Each, LINUX, MANIFEST_HEAD, NATIVE, NOT_ELEVATED, Part, Places, WINDOWS, WORDS, Work, without_keys,
    },
};
use muster_platform::{deadline::Deadline, process, system_folder};
use muster_proto::instant;
use std::{
    fs, io,
    path::{Path, PathBuf},
    time::Duration,
};
use tempfile::TempDir;

/// Where programs and state lie, and how long each part may take.
pub(super) struct Machinery {
    /// `C:\Windows\System32`; empty where the system is not Windows.
    pub(super) system: PathBuf,
    pub(super) state: PathBuf,
    /// Muster itself.
    pub(super) own: PathBuf,
    pub(super) computer: String,
    /// What this machine was said to be, for Muster's own commands.
    pub(super) said: Vec<(&'static str, String)>,
    /// What the resolver of this machine asks; else why that is not known.
    pub(super) network: Result<Network, String>,
    /// Instead of a longer time of a part.
    pub(super) limit: Option<Duration>,
}

impl Machinery {
    pub(super) fn of_machine(arguments: &MachineArguments, state: &Path, limit: Option<Duration>) -> Self {
        Self {
            system: system_folder::of_machine(),
            state: state.to_owned(),
            own: std::env::current_exe().unwrap_or_else(|_| "muster".into()),
            computer: machine(arguments).name,
            said: said(arguments),
            network: env_on_network(arguments).map(|env| env.network).map_err(|error| error.to_string()),
            limit,
        }
    }

    pub(super) fn is_windows(&self) -> bool {
        !self.system.as_os_str().is_empty()
    }
}

fn said(arguments: &MachineArguments) -> Vec<(&'static str, String)> {
    let MachineArguments { machine_name, identity, .. } = arguments;
    let given = [("MUSTER_MACHINE_NAME", machine_name), ("MUSTER_IDENTITY", identity)];
    given.into_iter().filter_map(|(name, value)| Some((name, value.clone()?))).collect()
}

pub(super) struct Collector {
    pub(super) machinery: Machinery,
    /// Event logs are exported into it. It goes with the collector.
    folder: io::Result<TempDir>,
    sources: Vec<Source>,
    errors: Vec<String>,
}

impl Collector {
    pub(super) fn new(machinery: Machinery) -> Self {
        let folder = tempfile::Builder::new().prefix("muster-collect-").tempdir();
        let mut collector = Self { machinery, folder, sources: Vec::new(), errors: Vec::new() };
        collector.begin();
        collector
    }

    /// The parts of this system, in their order.
    pub(super) fn parts(&self) -> Vec<&'static Part> {
        let own = if self.machinery.is_windows() { WINDOWS } else { LINUX };
        let is_here = |part: &&Part| match part.each {
            Each::Muster | Each::MusterClient | Each::MusterHost => !self.repetitions(part.each).is_empty(),
            _ => true,
        };
        own.iter().chain(NATIVE).filter(is_here).collect()
    }

    /// The file that says which computer, when, by what, with which rights.
    fn begin(&mut self) {
        let mut lines = vec![
            MANIFEST_HEAD.to_owned(),
            format!("Collector: muster doctor collect {}", env!("CARGO_PKG_VERSION")),
            format!("COMPUTERNAME={}", self.machinery.computer),
            format!("Time: {}", instant::rfc3339(now())),
        ];
        let elevated = process::is_administrator();
        if self.machinery.is_windows() {
            lines.push(if elevated { "Elevated: yes" } else { NOT_ELEVATED }.to_owned());
        }
        if !elevated {
            let who = if self.machinery.is_windows() { "administrator" } else { "root" };
            self.errors.push(format!("all: not run as {who}, so some answers are missing"));
        }
        self.add("manifest.txt", (lines.join("\n") + "\n").into_bytes());
    }

    /// Runs a part. What fails is noted, and the next part can be run.
    pub(super) fn run(&mut self, part: &'static Part) {
        let own = Duration::from_secs(part.seconds.into());
        let limit = self.machinery.limit.map_or(own, |limit| limit.min(own));
        // The time is that of the tools: what they are run for is found out before.
        let repetitions = self.repetitions(part.each);
        let mut run = Run { part, limit, deadline: Deadline::after(limit), printed: Vec::new(), late: false };
        if let (true, Err(error)) = (part.is_event_log(), &self.folder) {
            let error = format!("no folder for event logs: {error}");
            return self.failed(&run, &error);
        }
        for places in repetitions {
            match part.work {
                Work::Commands(commands) => {
                    commands.iter().for_each(|command| self.command(&mut run, command, &places));
                }
                Work::Values(keys) => {
                    keys.iter().for_each(|(key, depth, names)| self.query(&mut run, key, *depth, names));
                }
                Work::Health => self.health(&mut run),
                Work::Probe => self.probe(&mut run),
            }
        }
        let printed = if part.is_event_log() { self.exported(part) } else { run.printed };
        if !printed.is_empty() {
            self.add(part.file, printed);
        }
    }

    /// What was collected, with the list of what was not.
    pub(super) fn finish(mut self) -> Collected {
        self.add_words();
        let errors = std::mem::take(&mut self.errors);
        let lines: String = [ERRORS_HEAD]
            .into_iter()
            .chain(errors.iter().map(String::as_str))
            .map(|line| format!("{line}\n"))
            .collect();
        self.add("errors.txt", lines.into_bytes());
        Collected { computer: self.machinery.computer, sources: self.sources, errors }
    }

    pub(super) fn sources(&self) -> &[Source] {
        &self.sources
    }

    pub(super) fn source(&self, name: &str) -> Option<&[u8]> {
        self.sources.iter().find(|source| source.name == name).map(|source| source.bytes.as_slice())
    }

    pub(super) fn places(&self) -> Places {
        let text = |path: &Path| path.display().to_string();
        let bundle = self.folder.as_ref().map(|folder| text(folder.path())).unwrap_or_default();
        Places::default().with("{system}", text(&self.machinery.system)).with("{bundle}", bundle)
    }

    /// No file holds a whole product key.
    fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.sources.push(Source { name: name.to_owned(), bytes: without_keys(bytes) });
    }

    pub(super) fn failed(&mut self, run: &Run, what: &str) {
        self.errors.push(format!("{}: {what}", run.part.file));
    }

    /// The event log that the commands of a part have written.
    fn exported(&self, part: &Part) -> Vec<u8> {
        let path = self.folder.as_ref().map(|folder| folder.path().join(part.file));
        path.ok().and_then(|path| fs::read(path).ok()).unwrap_or_default()
    }

    /// The texts of `slmgr.vbs` in the languages of this machine.
    fn add_words(&mut self) {
        if !self.machinery.is_windows() {
            return;
        }
        let Ok(folders) = fs::read_dir(self.machinery.system.join(WORDS)) else { return };
        for folder in folders.flatten() {
            if let Ok(words) = fs::read(folder.path().join("slmgr.ini")) {
                self.add(&format!("words-{}.ini", folder.file_name().to_string_lossy()), words);
            }
        }
    }
}

/// A part that is being run.
pub(super) struct Run {
    pub(super) part: &'static Part,
    pub(super) limit: Duration,
    pub(super) deadline: Deadline,
    pub(super) printed: Vec<u8>,
    /// Its time is over, and that was noted.
    pub(super) late: bool,
}
