//! A vendor's world: authority, host and clients in one temporary folder and one process.

use super::http;
use crate::{
    dns_server::TsigKey,
    host::{HostSetup, RunningHost},
    vendor::{RunningAuthority, Vendor},
};
use muster_authority::KeyTermsChange;
use muster_client::{Attempt, Client, Env, Machine, Network};
use muster_core::{
    features::Features,
    id::ActivationId,
    keys::product_key::ProductKey,
    time::{Moment, Span},
};
use muster_host::Host;
use muster_platform::clock::{Clock, VirtualClock};
use std::{fs, future::Future, net::SocketAddr, path::PathBuf};
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A vendor with a running authority.
pub struct World {
    runtime: Runtime,
    folder: TempDir,
    /// What authority and hosts in this process go by.
    pub clock: VirtualClock,
    /// Its keys and its pack.
    pub vendor: Vendor,
    /// Its service.
    pub authority: RunningAuthority,
}

impl World {
    /// Starts the authority; the clock shows the time of the start until it is moved.
    pub fn new() -> Self {
        Self::with_clock(VirtualClock::stopped())
    }

    /// Starts the authority; the clock goes with this machine's, as that of every process does, until it is moved.
    pub fn in_real_time() -> Self {
        Self::with_clock(VirtualClock::behind(Span::ZERO))
    }

    fn with_clock(clock: VirtualClock) -> Self {
        let runtime = Runtime::new().expect("a runtime");
        let folder = tempfile::tempdir().expect("a folder");
        let vendor = Vendor::new(folder.path(), clock.now()).expect("a vendor");
        let authority = runtime.block_on(vendor.serve(Clock::Virtual(clock.clone()))).expect("an authority");
        Self { runtime, folder, clock, vendor, authority }
    }

    /// Serves the authority as it is now, in place of the one that was serving.
    pub fn restart_authority(&mut self) {
        self.authority = self.runtime.block_on(self.vendor.serve(self.clock())).expect("an authority");
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Runs `work` on the runtime of authority and hosts.
    pub fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// The time that the clock shows.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// The machine `name` now, without a network.
    pub fn env(&self, name: &str) -> Env {
        env(name, self.now())
    }

    /// The clock, for a service.
    pub fn clock(&self) -> Clock {
        Clock::Virtual(self.clock.clone())
    }

    /// Where `muster --state` finds the host `name`.
    pub fn state(&self, name: &str) -> PathBuf {
        self.path(name)
    }

    /// How the host `name` is set up; it publishes if `dns` is given.
    pub fn setup(&self, name: &str, dns: Option<(SocketAddr, TsigKey, &str)>) -> HostSetup {
        HostSetup {
            directory: self.state(name).join("host"),
            name: format!("{name}.corp.test"),
            authority_url: self.authority.url(),
            domains: dns.iter().map(|(_, _, domain)| (*domain).to_owned()).collect(),
            dns: dns.map(|(server, key, _)| (server, key)),
            store: Default::default(),
            console: false,
        }
    }

    /// A host that is activated and not running.
    pub fn activated_host(&self, name: &str) -> Host {
        self.activated(&self.setup(name, None))
    }

    /// A host that is set up so, activated, and not running.
    pub fn activated(&self, setup: &HostSetup) -> Host {
        let mut host = setup.init(&self.vendor).expect("a host");
        let machine = crate::own_machine(&host);
        crate::activate_online(&mut host, &machine, self.now()).expect("an activated host");
        host
    }

    /// A host that is activated and running.
    pub fn running_host(&self, setup: &HostSetup) -> RunningHost {
        self.block_on(RunningHost::start(&self.vendor, setup, self.clock())).expect("a running host")
    }

    /// Lets this host, which was set up as `name`, serve.
    pub fn serve(&self, host: Host, name: &str) -> RunningHost {
        let directory = self.setup(name, None).directory;
        self.block_on(RunningHost::serve(host, directory, self.clock())).expect("a running host")
    }

    /// A running host that 25 machines have asked: it counts enough for Ledger.
    pub fn filled_host(&self, name: &str) -> RunningHost {
        let host = self.running_host(&self.setup(name, None));
        for number in 0..crate::vendor::LEDGER_THRESHOLD {
            assert_eq!(self.ask(host.address(), number).0, 200);
        }
        host
    }

    /// Sends the request of machine `number` for Ledger.
    pub fn ask(&self, host: SocketAddr, number: u32) -> http::Answer {
        http::activate(host, &http::request(number, ledger(self), self.now()))
    }

    /// A new MAK for Ledger.
    pub fn mak(&self, limit: u32, ceiling: u32) -> ProductKey {
        self.vendor.authority.issue_keys(&crate::mak(limit, ceiling), self.now()).expect("a MAK")[0]
    }

    /// A new MAK for Ledger whose activations last a year and can be returned.
    pub fn returnable_mak(&self, limit: u32, ceiling: u32) -> ProductKey {
        self.vendor.authority.issue_keys(&crate::returnable_mak(limit, ceiling), self.now()).expect("a MAK")[0]
    }

    /// Changes what a key allows, and when it ends if that is given.
    pub fn change_key(&self, key: &ProductKey, features: &[&str], ends: Option<Moment>) {
        let features = Features::parse(features.iter().copied()).expect("features");
        let change = KeyTermsChange { features, ends: ends.map(Some) };
        self.vendor.authority.change_key_terms(&key.claim(), &change, self.now()).expect("changed");
    }

    /// A pack in which every license of Ledger has these features, as TOML: `export = true`.
    pub fn pack_with(&self, features: &str) -> String {
        let features = format!("number = 1\nfeatures = {{ {features} }}\n");
        let description = crate::vendor::PACK.replacen("number = 1\n", &features, 1);
        self.vendor.authority.sign_pack(&description, self.now()).expect("a pack")
    }

    /// A client that knows where the authority is, with a MAK in the place of its setup key.
    pub fn mak_client(&self, name: &str, key: &ProductKey) -> Client {
        drop(self.client(name));
        let directory = self.path(name).join("client");
        let config = format!("[authority]\nurl = \"{}\"\n", self.authority.url());
        fs::write(directory.join("client.toml"), config).expect("written");
        let mut client = Client::open(&directory, self.now()).expect("a client");
        client.install_key(&key.reveal(), self.now()).expect("a MAK of this vendor");
        client
    }

    /// A client with the setup key of Ledger.
    pub fn client(&self, name: &str) -> (Client, ActivationId) {
        let directory = self.path(name).join("client");
        let env = self.env(name);
        let mut client = Client::init(&directory, &self.vendor.root, &self.vendor.pack, &env).expect("a client");
        let key = self.vendor.ledger_key.reveal();
        let product = client.install_key(&key, env.now).expect("the key is good").id;
        (client, product)
    }

    /// Points a client at a host and lets it ask.
    pub fn activate_at(&self, client: &mut Client, name: &str, host: SocketAddr) -> Attempt {
        client.set_host(Some(host.to_string().parse().expect("a host")), None).expect("saved");
        self.activate(client, name, &Network::default())
    }

    /// Lets a client ask for its first product.
    pub fn activate(&self, client: &mut Client, name: &str, network: &Network) -> Attempt {
        let product = client.chosen(None).expect("a product")[0];
        client.activate(product, &Env { network: network.clone(), ..self.env(name) }).expect("an attempt")
    }
}

/// A machine whose hardware is its name.
pub fn machine(name: &str) -> Machine {
    Machine::read(Some(name), Some(name))
}

/// A machine whose hardware is its name, at a moment and without a network.
pub fn env(name: &str, now: Moment) -> Env {
    Env::offline(machine(name), now)
}

/// The product that the lab's host key covers.
pub fn ledger(world: &World) -> ActivationId {
    let pack = world.vendor.authority.pack().expect("a pack");
    pack.product_of_key(&world.vendor.ledger_key).expect("Ledger").id
}
