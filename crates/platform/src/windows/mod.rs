//! Windows 7 and later. [`crate::unix`] has the same functions.

mod callers;
pub(crate) mod child;
pub(crate) mod clock;
pub(crate) mod console;
pub(crate) mod dns_servers;
pub(crate) mod entropy;
#[cfg(feature = "service")]
pub(crate) mod event_log;
pub(crate) mod files;
pub(crate) mod local_socket;
pub(crate) mod machine;
pub(crate) mod network_changes;
mod pipe;
pub(crate) mod process;
mod registry;
mod security;
#[cfg(feature = "service")]
pub(crate) mod service;
pub(crate) mod state_folder;
pub(crate) mod system_folder;
mod wide;
