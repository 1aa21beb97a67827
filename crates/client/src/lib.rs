//! The client: finds an activation host, asks it, verifies the answer, keeps the license.
//!
//! Blocking, without an async runtime, for it lives in other vendors' processes; threads of its own has only the agent.
//! Time, randomness, the machine and its network are one argument of every call that needs them: [`Env`].

mod activate;
pub mod agent;
pub mod authority;
mod certificates;
mod config;
mod directory;
mod discover;
mod env;
mod error;
mod events;
mod issuance;
mod ldap;
mod object;
mod offline;
mod rearm;
mod report;
mod session_driver;
mod settings;
mod state;
mod state_file;
mod status;
mod transport;

pub use activate::TokenCertificate;
pub use config::{AuthorityConfig, ClientConfig, DirectoryConfig, TokenConfig};
pub use directory::Client;
pub use discover::Network;
pub use env::Env;
pub use error::ClientError;
pub use issuance::InstalledIssuance;
pub use muster_core::client::{
    activation::{ActivationType, Channel},
    report::{ActivatedBy, Attempt, ProductReport},
};
pub use muster_platform::{entropy::Entropy, machine::Machine};
pub use object::ActivationObject;
pub use status::{ProductStatus, StatusDocument};
