//! What the parts do: commands, values of the registry, the health of a host, the probe.

use super::{
    collector::{Collector, Machinery, Run},
    health,
};
use crate::cmd::doctor::probe;
use muster_client::Network;
use muster_core::client::discovery::HostAddress;
use muster_doctor::collector::{Command, Depth, Each, Exit, Places, Target};
use muster_platform::child::{self, Ended};
use std::{
    io::{self, ErrorKind},
    path::{MAIN_SEPARATOR_STR, PathBuf},
    process::Command as Process,
    sync::mpsc::{self, RecvTimeoutError},
    thread,
    time::Duration,
};

/// How long the probe waits for a connection and for an answer.
const PROBE_TIMEOUT: Duration = Duration::from_secs(3);

impl Collector {
    pub(super) fn command(&mut self, run: &mut Run, command: &Command, places: &Places) {
        let needed = command.words.iter().find(|word| word.starts_with("{office}"));
        if needed.is_some_and(|file| !PathBuf::from(places.filled(file).replace('\\', MAIN_SEPARATOR_STR)).is_file()) {
            return;
        }
        let mut process = self.process(command, places);
        if run.part.each == Each::Host {
            process.env("MUSTER_HOST", places.filled("{host}")).env("MUSTER_PORT", places.filled("{port}"));
        }
        let prompt = places.prompt(command, self.machinery.is_windows());
        match self.start(run, process, true) {
            Some(Ok(ended)) => {
                if !run.part.file.ends_with(".json") && !ended.output.is_empty() {
                    run.printed.extend(prompt.into_bytes());
                }
                run.printed.extend(&ended.output);
                let code = ended.status.filter(|status| !status.success());
                if let Some(status) = code.filter(|_| command.exit == Exit::Zero) {
                    let code = status.code().map_or_else(|| status.to_string(), |code| format!("exit code {code}"));
                    self.failed(run, &format!("{}: {code}", command.title()));
                }
            }
            Some(Err(error)) if command.exit == Exit::Any && error.kind() == ErrorKind::NotFound => {}
            Some(Err(error)) => self.failed(run, &format!("{}: {error}", command.title())),
            None => {}
        }
    }

    /// The values of a key. One that is missing is no failure.
    pub(super) fn query(&mut self, run: &mut Run, key: &str, depth: Depth, names: &[&str]) {
        for name in names {
            let mut process = Process::new(self.machinery.system.join("reg.exe"));
            process.args(["query", key]).args((depth == Depth::Tree).then_some("/s")).args(["/v", *name]);
            match self.start(run, process, false) {
                Some(Ok(ended)) => run.printed.extend(&ended.output),
                Some(Err(error)) => return self.failed(run, &format!("reg query {key}: {error}")),
                None => return,
            }
        }
    }

    /// Runs a process in what is left of the part's time; nothing if that is over.
    fn start(&mut self, run: &mut Run, process: Process, with_errors: bool) -> Option<io::Result<Ended>> {
        if run.late {
            return None;
        }
        let Ok(left) = run.deadline.remaining() else {
            self.is_late(run);
            return None;
        };
        let ended = child::run(process, left, with_errors);
        if ended.as_ref().is_ok_and(|ended| ended.status.is_none()) {
            self.is_late(run);
        }
        Some(ended)
    }

    fn is_late(&mut self, run: &mut Run) {
        run.late = true;
        let seconds = run.limit.as_secs();
        self.failed(run, &format!("no answer in {seconds} seconds; what it had printed until then is kept"));
    }

    fn process(&self, command: &Command, places: &Places) -> Process {
        let (program, words) = command.words.split_first().unwrap_or((&"", &[]));
        let system = &self.machinery.system;
        let mut process = match *program {
            "muster" => self.own(),
            "powershell" => Process::new(system.join("WindowsPowerShell/v1.0/powershell.exe")),
            program if self.machinery.is_windows() => Process::new(system.join(format!("{program}.exe"))),
            program => Process::new(program),
        };
        // What is printed is read by the doctor, and not by the user.
        process.env("LC_ALL", "C.UTF-8").args(words.iter().map(|word| places.filled(word)));
        process
    }

    pub(super) fn health(&mut self, run: &mut Run) {
        let mut status = self.own();
        status.args(["host", "status", "--json"]);
        let Some(asked) = self.start(run, status, false) else { return };
        let ended = asked.ok().filter(|ended| ended.status.is_some_and(|status| status.success()));
        let Some(ended) = ended else { return self.failed(run, "muster host status --json failed") };
        match health::port(&ended.output).map(|port| health::get(port, run.deadline)) {
            Some(Ok(document)) => run.printed = document,
            Some(Err(error)) => self.failed(run, &format!("GET /health: {error}")),
            None => self.failed(run, "the host is not running"),
        }
    }

    /// Muster itself, on the state that is collected.
    fn own(&self) -> Process {
        let Machinery { state, own, said, .. } = &self.machinery;
        let mut process = Process::new(own);
        process.args(["--lang", "en", "--state"]).arg(state).envs(said.clone());
        process
    }

    /// What the probe has seen when the time is over is kept.
    pub(super) fn probe(&mut self, run: &mut Run) {
        let system = match &self.machinery.network {
            Ok(system) => system.clone(),
            Err(error) => {
                let error = error.clone();
                return self.failed(run, &error);
            }
        };
        let network = Network { suffixes: self.suffixes(), ..system };
        let address = |host: Target| HostAddress { name: host.name, port: host.port };
        let hosts: Vec<HostAddress> = self.hosts().into_iter().map(address).collect();
        if network.suffixes.is_empty() && hosts.is_empty() {
            return self.failed(run, "this machine searches no domain, and nothing names a host");
        }
        // Only Windows looks for hosts of Microsoft.
        let services: &'static [&'static str] =
            if self.machinery.is_windows() { &probe::SERVICES } else { &["muster"] };
        let (seen, lines) = mpsc::channel();
        thread::spawn(move || probe::see(&network, services, hosts, PROBE_TIMEOUT, &seen));
        run.printed.extend(probe::BANNER.bytes());
        while let Ok(left) = run.deadline.remaining() {
            match lines.recv_timeout(left) {
                Ok(line) => run.printed.extend(line.into_bytes()),
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
        self.is_late(run);
    }
}
