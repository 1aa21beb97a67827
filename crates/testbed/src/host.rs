//! An activation host: configured, activated, published, serving.

use crate::error::TestbedError;
use crate::{dns_server::TsigKey, vendor::Vendor};
use muster_client::{ClientError, Machine, authority};
use muster_core::{
    id::Nonce,
    keys::{installation_id::ActivationTarget, product_key::KeyKind},
    time::Moment,
};
use muster_host::{AskAuthority, AskFailure, Host, HostError, Serving, StoreConfig};
use muster_platform::{clock::Clock, entropy, files, identity};
use std::{net::SocketAddr, path::PathBuf};
use tokio::{sync::oneshot, task::JoinHandle};

/// How a host is set up.
pub struct HostSetup {
    /// Where it keeps its state.
    pub directory: PathBuf,
    /// Its name.
    pub name: String,
    /// Where its authority is.
    pub authority_url: String,
    /// The DNS server and the key to publish with, if it publishes.
    pub dns: Option<(SocketAddr, TsigKey)>,
    /// The domains to publish in.
    pub domains: Vec<String>,
    /// Where its store is, if not in its directory.
    pub store: StoreConfig,
    /// Whether it has a web console, on a free loopback port.
    pub console: bool,
}

impl HostSetup {
    /// Makes the host and installs its key; it is not activated yet.
    pub fn init(&self, vendor: &Vendor) -> Result<Host, TestbedError> {
        let host = Host::init(&self.directory, &vendor.root, &vendor.pack, &self.config(), entropy::bytes())?;
        if let Some((_, key)) = &self.dns {
            files::write_secret(&self.directory.join("dns.key"), &key.file())?;
        }
        identity::keep(&self.directory, &self.name).map_err(HostError::from)?;
        host.install_key(&vendor.host_key)?;
        Ok(host)
    }

    fn config(&self) -> String {
        let Self { name, authority_url, domains, .. } = self;
        // A lab's machines all ask from one address.
        let mut config = format!(
            "name = {name:?}\naddress = \"127.0.0.1\"\n\n[authority]\nurl = {authority_url:?}\n\n\
             [access]\nnew_machines_per_hour = 1000000\n"
        );
        if let Some((server, _)) = &self.dns {
            config.push_str(&format!("\n[dns]\nserver = \"{server}\"\nkey = \"dns.key\"\npublish = {domains:?}\n"));
        }
        if self.console {
            config.push_str("\n[console]\nlisten = \"127.0.0.1:0\"\n");
        }
        if self.store.postgres.is_some() {
            config.push_str(&self.store.to_toml());
        }
        config
    }
}

/// A running host.
pub struct RunningHost {
    directory: PathBuf,
    address: SocketAddr,
    console: Option<SocketAddr>,
    stop: oneshot::Sender<()>,
    task: JoinHandle<Result<(), HostError>>,
}

impl RunningHost {
    /// Sets a host up, activates it online, and starts it on a free loopback port, published in DNS.
    pub async fn start(vendor: &Vendor, setup: &HostSetup, clock: Clock) -> Result<Self, TestbedError> {
        let mut host = setup.init(vendor)?;
        let machine = own_machine(&host);
        let now = clock.now();
        let activated =
            tokio::task::spawn_blocking(move || activate_online(&mut host, &machine, now).map(|()| host)).await;
        let host = activated.map_err(TestbedError::unexpected)??;
        Self::serve(host, setup.directory.clone(), clock).await
    }

    /// Starts a host that is set up.
    pub async fn serve(host: Host, directory: PathBuf, clock: Clock) -> Result<Self, TestbedError> {
        let machine = own_machine(&host);
        let serving = Serving::start(host, machine, Some(0), clock).await?.renewing(ask_authority());
        let address = serving.address()?;
        let console = serving.console().map(muster_host::ConsoleService::address);
        serving.publish().await;
        let (stop, stopped) = oneshot::channel::<()>();
        let task = tokio::spawn(serving.run(async {
            drop(stopped.await);
        }));
        Ok(Self { directory, address, console, stop, task })
    }

    /// Where clients reach it.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where its web console is, if it has one.
    pub fn console(&self) -> Option<SocketAddr> {
        self.console
    }

    /// Its state, read beside the running service.
    pub fn open(&self) -> Result<Host, TestbedError> {
        Ok(Host::open(&self.directory)?)
    }

    /// Ends it; everything that it answered is on disk.
    pub async fn stop(self) {
        drop(self.stop);
        drop(self.task.await);
    }
}

/// The machine of a host: its hardware is the host's name.
pub fn own_machine(host: &Host) -> Machine {
    Machine::read(Some(&host.config.name), Some(&host.config.name))
}

/// Asks the authority that the host is configured with for a license at `now`, as the computer `machine`, and installs it.
pub fn activate_online(host: &mut Host, machine: &Machine, now: Moment) -> Result<(), TestbedError> {
    let config = host.authority().ok_or(ClientError::NoAuthority)?;
    let request = host.license_request(host.hardware(machine)?, Nonce::from_bytes(entropy::bytes()), now)?;
    let license = authority::license(&config, KeyKind::Host, ActivationTarget::Machine, &request)?;
    Ok(host.install_license_on(machine, &license)?)
}

/// The authority, asked over HTTP.
pub fn ask_authority() -> AskAuthority {
    AskAuthority {
        license: Box::new(|config, request| {
            authority::license(config, KeyKind::Host, ActivationTarget::Machine, request).map_err(ask_failure)
        }),
        pack: Box::new(|config, ()| authority::pack(config).map_err(ask_failure)),
    }
}

fn ask_failure(error: ClientError) -> AskFailure {
    AskFailure { code: error.code(), detail: error.to_string() }
}
