//! The client: finds an activation host, asks it, verifies the answer, keeps the license.
//!
//! Blocking, without an async runtime and without threads of its own, for it lives in other vendors' processes.
//! Time and randomness are arguments of every call.

mod activate;
mod directory;
mod discover;
mod drive;
mod error;
mod events;
mod machine;
mod report;
mod state;
mod transport;

pub use activate::Attempt;
pub use directory::Client;
pub use discover::Network;
pub use drive::Entropy;
pub use error::ClientError;
pub use machine::Machine;
pub use report::{ActivatedBy, ProductReport};
pub use state::Discovered;
