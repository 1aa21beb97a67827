//! The client: finds an activation host, asks it, verifies the answer, keeps the license.
//!
//! Blocking, without an async runtime, for it lives in other vendors' processes; threads of its own has only the agent.
//! Time, randomness, the machine and its network are one argument of every call that needs them: [`Env`].

#[cfg(feature = "directory")]
mod activation_objects;
#[cfg(feature = "agent")]
pub mod agent;
pub mod authority;
#[cfg(feature = "token")]
mod certificates;
mod client;
mod config;
mod discover;
mod env;
mod error;
mod events;
#[cfg(feature = "token")]
mod issuance_licenses;
#[cfg(feature = "directory")]
mod ldap;
mod license_state;
mod phone_activation;
mod rearm;
mod report;
#[cfg(feature = "agent")]
mod schedule;
mod session_driver;
mod state;
mod state_file;
mod status;
mod store;
mod stored_activation;
#[cfg(feature = "token")]
mod token_evidence;
mod transport;
mod ways;

pub use client::Client;
pub use config::{ClientConfig, DirectoryConfig, TokenConfig};
pub use discover::Network;
pub use env::Env;
pub use error::ClientError;
pub use muster_core::client::{
    activation::{ActivationType, Channel},
    report::{ActivatedBy, Attempt, ProductReport},
};
pub use muster_platform::{entropy::Entropy, machine::Machine};
pub use muster_proto::authority::AuthorityConfig;
pub use status::{ProductStatus, StatusDocument};
