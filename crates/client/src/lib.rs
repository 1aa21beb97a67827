//! The client library of Muster: it finds an activation host, asks it, verifies the answer, and keeps the license of a machine.
//!
//! A vendor's product embeds it; `muster client`, `muster slmgr` and the agent are made of it.
//!
//! ```no_run
//! use muster_client::{Client, Env};
//! use std::path::Path;
//!
//! let directory = Path::new("/var/lib/example/client");
//! let env = Env::system()?;
//! let mut client = Client::open(directory, env.now)?;
//! for product in client.chosen(None)? {
//!     let attempt = client.activate(product, &env)?;
//!     if !attempt.is_activated() {
//!         // A refusal is an answer: a documented code, and when to ask again.
//!         let _ = (attempt.code, attempt.detail, attempt.next_attempt);
//!     }
//! }
//! let licensed = client.status(&env)?.products.iter().all(|product| product.status == 1);
//! # let _ = licensed;
//! # Ok::<(), muster_client::ClientError>(())
//! ```
//!
//! [`Client::init`] makes the directory once, at installation, from the vendor's root key and license pack;
//! [`Client::install_key`] installs a product key. `examples/activate.rs` is a whole program.
//!
//! # A product that asks
//!
//! A product asks [`LicenseCheck`] whether it is licensed, and verifies the answer up to the root key that is built into it; the page
//! "License your product" shows it.
//!
//! # Surroundings
//!
//! Clock, machine, network and randomness are one argument, [`Env`]: read anew for each operation, replaced in tests. A test
//! sets the machine and the moment by [`Env::offline`]; only a test sets [`Env::entropy`].
//!
//! # Features
//!
//! | feature | what it adds |
//! | --- | --- |
//! | `config` | reading the `client.toml` of the administrator; without it a folder that has one is not opened |
//! | `directory` | activation by an object in a directory (LDAP) |
//! | `token` | activation by a certificate of the site, in a file or on a PKCS#11 token |
//! | `x509` | verifying what a certificate has activated, without activating by one; `token` has it |
//! | `agent` | the service that renews, and its socket |
//!
//! All are on by default. State that a build with more features wrote is kept; an activation that this build cannot verify
//! counts as none.
//!
//! # Stable
//!
//! The directory of a client (`state.json` and what lies beside it), the messages to hosts and authority, the codes, and the
//! JSON of [`StatusDocument`]. Types marked `#[non_exhaustive]` may get fields and variants.
//!
//! # What it never does
//!
//! It starts no threads (the agent does) and no async runtime: every call blocks. It believes no answer that does not verify up
//! to the root key that it was installed with. It stops no product: what a license is worth, the product decides. It prints
//! nothing.

#[cfg(feature = "directory")]
mod activation_objects;
#[cfg(feature = "agent")]
pub mod agent;
mod agent_request;
pub mod authority;
mod authority_url;
#[cfg(feature = "token")]
mod certificates;
mod client;
mod config;
#[doc(hidden)]
pub mod decoders;
mod discover;
mod dns;
mod enrolment;
mod env;
mod error;
mod events;
#[cfg(feature = "token")]
mod issuance_licenses;
#[cfg(feature = "directory")]
mod ldap;
mod license_check;
mod license_evidence;
mod license_state;
mod machine_binding;
mod phone_activation;
mod rearm;
mod removed_product;
mod report;
#[cfg(feature = "agent")]
mod schedule;
mod session_driver;
mod state;
mod state_file;
mod status;
mod store;
mod stored_activation;
#[cfg(feature = "x509")]
mod token_evidence;
mod transport;
mod ways;

pub use agent_request::AgentRequest;
pub use client::Client;
pub use config::{ClientConfig, DirectoryConfig, ManagedConfig, ManagingHost, TokenConfig};
pub use discover::Network;
pub use enrolment::Enrolled;
pub use env::Env;
pub use error::ClientError;
pub use license_check::{AGENT_ABSENCE_MAX, ANSWER_TIMEOUT, LicenseAnswer, LicenseCheck, Source, Verdict};
pub use muster_core::{
    client::{
        activation::{ActivationType, Channel},
        discovery::HostAddress,
        license::{LicenseState, Status},
        report::{
            ActivatedBy, Attempt, CertificateReport, DiscoveredHost, IssuanceReport, ObjectReport, ProductReport,
            TokenFacts,
        },
        session::Try,
    },
    code::Code,
    features::{FeatureValue, Features},
    id::{ActivationId, ApplicationId, Cmid, HostId},
    keys::{installation_id::InstallationId, product_key::KeyKind},
    lang::Lang,
    pack::{Pack, Product},
    time::{Moment, Span},
};
pub use muster_platform::{clock::Clock, entropy::Entropy, machine::Machine};
pub use muster_proto::{
    authority::AuthorityConfig, event::Event, features::as_json as features_json, instant::rfc3339, slot_file::SlotFile,
};
pub use status::{PackStatus, ProductStatus, StatusDocument};

/// Its sample of Rust compiles.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/license-your-product.md")]
struct LicenseYourProduct;
