//! What a scenario runs on: a vendor, a DNS zone, hosts and machines, and the evidence that they leave.

use crate::{
    cmd::locale,
    failure::Failure,
    lab::running_lab::{DOMAIN, HOST_NAME},
    slmgr::host_text,
};
use muster_client::{Attempt, Client, Env, Machine, Network};
use muster_core::{
    id::ActivationId,
    keys::product_key::ProductKey,
    lang::{Lang, Text},
    time::{Moment, Span},
};
use muster_doctor::Source;
use muster_platform::clock::{Clock, VirtualClock};
use muster_proto::event::Event;
use muster_slmgr::slmgr;
use muster_testbed::{DnsServer, HostSetup, LEDGER_THRESHOLD, RunningAuthority, RunningHost, TsigKey, Vendor};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tokio::runtime::Handle;

pub(super) struct ScenarioTestbed {
    directory: PathBuf,
    handle: Handle,
    pub(super) clock: VirtualClock,
    pub(super) vendor: Vendor,
    pub(super) authority: RunningAuthority,
    dns: DnsServer,
    key: TsigKey,
    steps: Vec<(String, String)>,
    evidence: Vec<Source>,
}

impl ScenarioTestbed {
    pub(super) async fn new(directory: &Path) -> Result<Self, Failure> {
        fs::create_dir_all(directory)?;
        let clock = VirtualClock::behind(Span::days(30));
        let vendor = Vendor::new(directory, clock.now())?;
        let key = TsigKey::random("kms-key");
        let dns = DnsServer::start(DOMAIN, HOST_NAME, &key).await?;
        let authority = vendor.serve(Clock::Virtual(clock.clone())).await?;
        Ok(Self {
            directory: directory.to_owned(),
            handle: Handle::current(),
            clock,
            vendor,
            authority,
            dns,
            key,
            steps: Vec::new(),
            evidence: Vec::new(),
        })
    }

    pub(super) fn handle(&self) -> &Handle {
        &self.handle
    }

    pub(super) fn now(&self) -> Moment {
        self.clock.now()
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    /// Tells what has happened.
    pub(super) fn tell(&mut self, text: Text) {
        self.steps.push((text.en.to_owned(), text.ja.to_owned()));
    }

    /// What has happened so far.
    pub(super) fn steps(&self, lang: Lang) -> Vec<&str> {
        self.steps.iter().map(|(en, ja)| lang.pick(en.as_str(), ja.as_str())).collect()
    }

    pub(super) fn evidence(&self) -> &[Source] {
        &self.evidence
    }

    /// Keeps what a tool printed.
    pub(super) fn keep(&mut self, name: &str, text: String) {
        self.evidence.push(Source { name: name.to_owned(), bytes: text.into_bytes() });
    }

    /// How a host of this name is set up; it publishes in the zone.
    pub(super) fn setup(&self, name: &str) -> HostSetup {
        HostSetup {
            directory: self.path(name).join("host"),
            name: format!("{name}.{DOMAIN}"),
            authority_url: self.authority.url(),
            dns: Some((self.dns.address(), self.key.clone())),
            domains: vec![DOMAIN.into()],
            store: Default::default(),
            console: false,
        }
    }

    /// A host that is activated, published and running.
    pub(super) fn host(&self, name: &str) -> Result<RunningHost, Failure> {
        let setup = self.setup(name);
        let clock = Clock::Virtual(self.clock.clone());
        Ok(self.handle.block_on(RunningHost::start(&self.vendor, &setup, clock))?)
    }

    /// Ends a host as a power failure would: its record stays in DNS.
    pub(super) fn stop(&self, host: RunningHost) {
        self.handle.block_on(host.stop());
    }

    /// Machines ask until the threshold of Ledger is reached.
    pub(super) fn fill(&self, prefix: &str) -> Result<(), Failure> {
        for number in 1..LEDGER_THRESHOLD {
            let name = format!("{prefix}-{number:02}");
            let mut client = self.client(&name, &self.vendor.ledger_key)?;
            self.ask(&mut client, &name, self.now())?;
        }
        Ok(())
    }

    /// A machine with a product key.
    pub(super) fn client(&self, name: &str, key: &ProductKey) -> Result<Client, Failure> {
        let directory = self.path(name).join("client");
        let env = self.env(name);
        let mut client = Client::init(&directory, &self.vendor.root, &self.vendor.pack, &env)?;
        client.install_key(&key.reveal(), env.now)?;
        Ok(client)
    }

    /// The machine as it is on disk now.
    pub(super) fn open(&self, name: &str) -> Result<Client, Failure> {
        Ok(Client::open(&self.path(name).join("client"), self.now())?)
    }

    /// One try of a machine whose clock shows `at`.
    pub(super) fn ask(&self, client: &mut Client, name: &str, at: Moment) -> Result<Attempt, Failure> {
        let product = only(client)?;
        Ok(client.activate(product, &Env { network: self.network(), ..self.env(name).at(at) })?)
    }

    /// A machine without its network.
    pub(super) fn env(&self, name: &str) -> Env {
        Env::offline(machine(name), self.now())
    }

    fn network(&self) -> Network {
        Network {
            servers: vec![self.dns.address()],
            suffixes: vec![DOMAIN.to_owned()],
            dns_overridden: true,
            ..Network::default()
        }
    }

    /// Keeps what the tools of a machine print: `/ato`, `/dlv` and the events.
    pub(super) fn collect(&mut self, client: &Client, name: &str, attempt: Option<&Attempt>) -> Result<(), Failure> {
        if let Some(attempt) = attempt {
            self.keep(&format!("{name}_ato.txt"), slmgr::attempt_text(attempt, Lang::En));
        }
        let report = client.report(only(client)?, &self.env(name))?;
        self.keep(&format!("{name}_dlv.txt"), slmgr::product_block(&report, true, &locale(Lang::En)));
        self.keep(&format!("{name}_events.txt"), events_text(&client.events()));
        Ok(())
    }

    /// Keeps what the tools of a host print.
    pub(super) fn collect_host(&mut self, host: &RunningHost, name: &str) -> Result<(), Failure> {
        let host = host.open()?;
        self.keep(&format!("{name}_dlv.txt"), host_text(&host, true, None, self.now(), &locale(Lang::En))?);
        let mut admin = host.admin()?;
        let mut events: Vec<Event> = admin.requests(100)?.iter().map(Event::of_request).collect();
        events.extend(admin.events(100)?);
        self.keep(&format!("{name}_events.txt"), events_text(&events));
        Ok(())
    }
}

/// Events as `muster client events` and `muster host events` print them.
fn events_text(events: &[Event]) -> String {
    events.iter().map(|event| crate::cmd::shown::event_text(event, Lang::En) + "\n").collect()
}

/// A machine whose hardware is its name.
pub(super) fn machine(name: &str) -> Machine {
    Machine::read(Some(&format!("{name}.{DOMAIN}")), Some(name))
}

pub(super) fn only(client: &Client) -> Result<ActivationId, Failure> {
    let products = client.chosen(None)?;
    products.first().copied().ok_or_else(|| muster_client::ClientError::NothingInstalled.into())
}
