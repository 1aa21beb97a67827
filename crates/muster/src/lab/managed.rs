//! The lab's managed machine: its agent is a process of its own, and does what jobs of the host say.

use super::{
    fleet::{Fleet, Kind},
    running_lab::{DOMAIN, Lab},
};
use crate::failure::Failure;
use muster_client::Client;
use muster_core::{
    code,
    id::ActivationId,
    keys::product_key::ProductKey,
    order::Task,
    sentence,
    time::{Moment, Span},
};
use muster_host::{Actor, Host, MachineChoice, NewJob};
use muster_platform::{entropy::Entropy, process};
use std::{
    fs,
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    process::{Child, Command, Stdio},
};

/// Its name.
pub(super) const NAME: &str = "pc-managed";
/// How long its jobs last.
const TERM: Span = Span::days(30);

/// What a managed machine needs of the lab.
pub(super) struct ManagedMachine {
    host: Host,
    address: SocketAddr,
    dns: SocketAddr,
    now: Moment,
}

/// An agent that runs; it ends with this.
pub(super) struct RunningAgent(Child);

impl ManagedMachine {
    pub(super) fn new(lab: &Lab) -> Result<Self, Failure> {
        let host = lab.host.open()?;
        Ok(Self { host, address: lab.host.address(), dns: lab.dns_address(), now: lab.clock.now() })
    }

    /// The machine is activated, announces its key, and is ordered to remove its product key, to install it again and to activate. Then
    /// its agent goes on, and carries them out.
    pub(super) fn start(&self, fleet: &Fleet) -> Result<RunningAgent, Failure> {
        fleet.start(NAME, Kind::Healthy, fleet.ledger_key)?;
        self.once(fleet, NAME, DOMAIN)?;
        self.order(&fleet.ledger_key)?;
        Ok(RunningAgent(self.agent(fleet, NAME, DOMAIN)?.spawn()?))
    }

    /// A machine has moved to a place where DNS names no host: its activation has ended there, and its agent tells the host why.
    pub(super) fn move_away(&self, fleet: &Fleet, name: &str) -> Result<(), Failure> {
        // With the cache it would ask the host that it has found before.
        Client::open(&fleet.state(name), self.now)?.set_caching(false)?;
        self.once(fleet, name, &format!("branch.{DOMAIN}"))
    }

    /// Names the host in the configuration of a machine, and lets its agent do what is due.
    fn once(&self, fleet: &Fleet, name: &str, domain: &str) -> Result<(), Failure> {
        let key = self.host.license().map(|license| license.key.thumbprint()).unwrap_or_default();
        let hosts = format!("[{{ address = \"{}\", key = \"{key}\" }}]", self.address);
        let config = format!("[managed]\nhosts = {hosts}\nevery_minutes = 1\nevidence = true\n");
        fs::write(fleet.state(name).join("client.toml"), config)?;
        if self.agent(fleet, name, domain)?.arg("--once").status()?.success() {
            return Ok(());
        }
        Err(Failure::new(
            code::UNEXPECTED,
            sentence!("the agent of the lab failed", "ラボのエージェントが失敗しました"),
        ))
    }

    fn agent(&self, fleet: &Fleet, name: &str, domain: &str) -> Result<Command, Failure> {
        let mut command = Command::new(std::env::current_exe()?);
        let state = fleet.state(name).parent().map(PathBuf::from).unwrap_or_default();
        let full_name = format!("{name}.{DOMAIN}");
        command.arg("--state").arg(state).args(["agent", "--machine-name", &full_name, "--identity", name]);
        command.args(["--name-server", &self.dns.to_string(), "--domain", domain]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Ok(command)
    }

    fn order(&self, key: &ProductKey) -> Result<(), Failure> {
        let product: Option<ActivationId> = self.host.pack().product_of_key(key).map(|product| product.id);
        let actor = Actor { account: process::account(), address: Ipv4Addr::LOCALHOST.into() };
        let mut admin = self.host.admin()?;
        let removal = product.map(Task::RemoveKey).into_iter();
        for task in removal.chain([Task::InstallKey, Task::Activate(product)]) {
            let key = (task == Task::InstallKey).then_some(*key);
            let machines = MachineChoice::Named(vec![format!("{NAME}.{DOMAIN}")]);
            let shown = admin.choose(&machines)?.keys();
            admin.add_job(&NewJob { task, key, machines, term: TERM, shown }, &actor, &Entropy::system(), self.now)?;
        }
        Ok(())
    }
}

impl Drop for RunningAgent {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}
