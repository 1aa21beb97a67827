//! A vendor's authority, activation hosts, a DNS server, a directory server and PostgreSQL, in one process or started by it,
//! for the lab, the bench and end-to-end tests.
//!
//! Everything listens on free loopback ports and keeps its files in a folder that the caller names. [`harness`] holds what
//! only tests need: it panics where the rest of this crate returns a [`TestbedError`].
//!
//! A vendor, an activated host and a client that asks it:
//!
//! ```
//! use muster_testbed::{HostSetup, RunningHost, Vendor};
//! use muster_platform::clock::Clock;
//!
//! let folder = tempfile::tempdir()?;
//! let runtime = tokio::runtime::Runtime::new()?;
//! runtime.block_on(async {
//!     let vendor = Vendor::new(folder.path(), Clock::System.now())?;
//!     let authority = vendor.serve(Clock::System).await?;
//!     let setup = HostSetup {
//!         directory: folder.path().join("host"),
//!         name: "kms.corp.test".into(),
//!         authority_url: authority.url(),
//!         dns: None,
//!         domains: Vec::new(),
//!         store: Default::default(),
//!         console: false,
//!     };
//!     let host = RunningHost::start(&vendor, &setup, Clock::System).await?;
//!     assert!(host.open()?.license().is_some());
//!     host.stop().await;
//!     authority.stop().await;
//!     Ok::<_, Box<dyn std::error::Error>>(())
//! })?;
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```
//!
//! Nothing here is stable: it follows the crates that it runs. It never leaves the loopback interface, never uses a fixed
//! port, and no package contains it.

#[cfg(feature = "servers")]
mod certificates;
#[cfg(feature = "servers")]
mod directory_server;
mod dns_server;
mod dns_zone;
mod error;
#[cfg(feature = "servers")]
pub mod harness;
mod host;
#[cfg(feature = "servers")]
mod postgres;
mod vendor;

#[cfg(feature = "servers")]
pub use certificates::{CertificateAuthority, Issued, Odd};
#[cfg(feature = "servers")]
pub use directory_server::DirectoryServer;
pub use dns_server::{DnsServer, TsigKey};
pub use error::TestbedError;
pub use host::{HostSetup, RunningHost, activate_online, ask_authority, own_machine};
pub use muster_authority::EnrolmentTerms;
#[cfg(feature = "servers")]
pub use postgres::{PostgresServer, tool as postgres_tool};
pub use vendor::{LEDGER_THRESHOLD, PACK, RunningAuthority, Vendor, host_key, mak, returnable_mak};
