//! A site whose host has machines do things by their agents, each a process of its own.

use crate::command::{Service, muster, outcome, run_in, run_ok};
use muster_client::{Channel, Client, Status};
use muster_testbed::harness::world::{World, env, ledger};
use serde_json::Value;
use std::{
    fs::{self, File},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::Command,
};

/// A vendor's world with hosts and machines, each in a folder of its name. Hosts write what they log into `log`.
pub(crate) struct Site {
    pub(crate) world: World,
}

impl Site {
    pub(crate) fn new() -> Self {
        Self { world: World::in_real_time() }
    }

    /// Runs `muster host serve`; the machines of the count have asked it.
    pub(crate) fn serve(&self, name: &str) -> Service {
        let log = File::options().create(true).append(true).open(self.world.path("log")).expect("a log");
        let (state, identity) = (self.state(name), format!("{name}.corp.test"));
        let mut command = muster(["--state", &state, "host", "serve", "--port", "0", "--identity", &identity]);
        command.env("RUST_LOG", "trace").stderr(log);
        Service::start(command)
    }

    pub(crate) fn filled(&self, name: &str) -> Service {
        drop(self.world.activated_host(name));
        let host = self.serve(name);
        for number in 1..=25 {
            assert_eq!(self.world.ask(host.address, number).0, 200);
        }
        host
    }

    pub(crate) fn state(&self, name: &str) -> String {
        self.world.path(name).to_str().expect("a path").to_owned()
    }

    /// The thumbprint of a host's key, as its administrator reads it.
    pub(crate) fn key_of(&self, host: &str) -> String {
        let status = run_ok(["--state", &self.state(host), "host", "status", "--json"]);
        let status: Value = serde_json::from_str(&status).expect("JSON");
        status["key"].as_str().expect("activated").to_owned()
    }

    /// Says in the configuration of a machine whose orders it obeys, and where it asks for activation.
    pub(crate) fn point(&self, machine: &str, address: SocketAddr, key: &str) {
        let config = format!("[managed]\nhosts = [{{ address = \"{address}\", key = \"{key}\" }}]\n");
        fs::write(self.world.path(machine).join("client/client.toml"), config).expect("written");
        let mut client = Client::open(&self.client(machine), self.world.now()).expect("a client");
        client.set_host(Some(address.to_string().parse().expect("a host")), None).expect("saved");
    }

    pub(crate) fn client(&self, machine: &str) -> PathBuf {
        self.world.path(machine).join("client")
    }

    pub(crate) fn agent(&self, machine: &str) -> Command {
        let state = self.state(machine);
        muster(["--state", &state, "agent", "--once", "--identity", machine, "--machine-name", machine])
    }

    /// Lets a machine's agent do what is due; what it logs is returned.
    pub(crate) fn once(&self, machine: &str) -> String {
        let (code, printed) = outcome(&mut self.agent(machine));
        assert_eq!(code, 0, "{printed}");
        printed
    }

    /// A machine with the setup key of Ledger, which has activated at a host and announced its key there.
    pub(crate) fn machine(&self, name: &str, host: &Service, key: &str) {
        drop(self.world.client(name));
        self.point(name, host.address, key);
        let printed = self.once(name);
        assert!(!printed.contains("ERROR"), "{printed}");
        assert_eq!(self.status(name), Some(Status::Licensed));
    }

    /// The license status of Ledger on a machine; none if it is not installed.
    pub(crate) fn status(&self, machine: &str) -> Option<Status> {
        let client = Client::open(&self.client(machine), self.world.now()).expect("a client");
        let report = client.report(ledger(&self.world), &env(machine, self.world.now())).ok()?;
        Some(report.standing.status)
    }

    /// What has activated Ledger on a machine.
    pub(crate) fn activated_by(&self, machine: &str) -> Option<Channel> {
        let client = Client::open(&self.client(machine), self.world.now()).expect("a client");
        let report = client.report(ledger(&self.world), &env(machine, self.world.now())).ok()?;
        report.activated_by.map(|activated| activated.by)
    }

    /// Runs `muster host job` and returns its document.
    pub(crate) fn job(&self, words: &[&str]) -> Value {
        let (code, printed) = run_in(&self.world.path("kms"), &[&["host", "job"], words, &["--json"]].concat());
        assert_eq!(code, 0, "{printed}");
        serde_json::from_str(&printed).expect("JSON")
    }

    pub(crate) fn add(&self, words: &[&str]) -> String {
        self.job(words)["job"].to_string()
    }

    /// Each machine of a job with the state of its order and the code that it reported.
    pub(crate) fn progress(&self, job: &str) -> Vec<(String, String, Option<String>)> {
        let shown = self.job(&["show", job]);
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let orders = shown["orders"].as_array().expect("orders").iter();
        orders
            .map(|order| {
                (
                    text(&order["machine"]).expect("a name"),
                    text(&order["state"]).expect("a state"),
                    text(&order["code"]),
                )
            })
            .collect()
    }

    pub(crate) fn states(&self, job: &str) -> Vec<String> {
        self.progress(job).into_iter().map(|(_, state, _)| state).collect()
    }

    pub(crate) fn key_file(&self) -> String {
        let path = self.world.path("key.txt");
        fs::write(&path, self.world.vendor.ledger_key.reveal()).expect("written");
        path.to_str().expect("a path").to_owned()
    }
}

/// Whether any file below a folder holds these bytes.
pub(crate) fn holds(folder: &Path, bytes: &[u8]) -> bool {
    fs::read_dir(folder).expect("a folder").flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return holds(&path, bytes);
        }
        fs::read(path).expect("a file").windows(bytes.len()).any(|window| window == bytes)
    })
}
