//! What differs from one operating system to the next: files and their rights, the clock, randomness, this machine's
//! hardware, its DNS servers and resolver, its local sockets, deadlines of exchanges, TLS roots, the process and its account,
//! the programs that it runs, its console.
//!
//! Nothing here is async, and nothing knows a product, a license or a key.
//!
//! ```
//! use muster_platform::{clock::Clock, entropy};
//!
//! let now = Clock::System.now();
//! let nonce = entropy::bytes::<16>();
//! assert!(now.unix() > 0 && nonce != [0; 16]);
//! ```

pub mod child;
pub mod clock;
pub mod console;
pub mod deadline;
pub mod dns_servers;
pub mod entropy;
#[cfg(feature = "service")]
pub mod event_log;
mod file_error;
pub mod files;
#[cfg(feature = "rustls")]
pub mod hpke;
pub mod identity;
pub mod local_socket;
pub mod machine;
pub mod network_changes;
pub mod process;
pub mod resolver;
pub mod run_file;
#[cfg(feature = "service")]
pub mod service;
pub mod state_folder;
pub mod system_folder;
pub mod tls_roots;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;
