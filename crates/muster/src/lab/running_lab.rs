//! What runs in a lab: a vendor with its authority, a DNS server, an activation host, and a clock that moves.

use crate::failure::Failure;
use muster_core::time::Span;
use muster_platform::clock::{Clock, VirtualClock};
use muster_testbed::{DnsServer, HostSetup, RunningAuthority, RunningHost, TsigKey, Vendor};
use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// The DNS domain of the lab.
pub(super) const DOMAIN: &str = "lab.test";
/// The name of the lab's host.
pub(super) const HOST_NAME: &str = "kms.lab.test";
/// The documented retry interval of a refused machine: the lab moves the clock by it.
pub(super) const RETRY: Span = Span::minutes(120);

/// Everything that runs in a lab.
pub(crate) struct Lab {
    pub(super) directory: PathBuf,
    pub(super) clock: VirtualClock,
    pub(super) vendor: Vendor,
    dns: DnsServer,
    authority: RunningAuthority,
    pub(super) host: RunningHost,
}

impl Lab {
    /// Starts it with a clock that is so far behind: at the end of the run, when it has moved, it shows the real time.
    pub(super) async fn start(directory: &Path, behind: Span, console: bool) -> Result<Self, Failure> {
        let clock = VirtualClock::behind(behind);
        let vendor = Vendor::new(directory, clock.now())?;
        let key = TsigKey::random("kms-key");
        let dns = DnsServer::start(DOMAIN, HOST_NAME, &key).await?;
        let authority = vendor.serve(Clock::Virtual(clock.clone())).await?;
        let setup = HostSetup {
            directory: directory.join("host"),
            name: HOST_NAME.into(),
            authority_url: authority.url(),
            dns: Some((dns.address(), key)),
            domains: vec![DOMAIN.into()],
            store: Default::default(),
            console,
        };
        let host = RunningHost::start(&vendor, &setup, Clock::Virtual(clock.clone())).await?;
        Ok(Self { directory: directory.to_owned(), clock, vendor, dns, authority, host })
    }

    pub(super) fn dns_address(&self) -> SocketAddr {
        self.dns.address()
    }

    pub(super) async fn stop(self) {
        self.host.stop().await;
        self.authority.stop().await;
        self.dns.stop().await;
    }
}
