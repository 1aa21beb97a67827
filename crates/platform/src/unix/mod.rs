//! Linux and other systems of the Unix kind. [`crate::windows`] has the same functions.

mod callers;
pub(crate) mod child;
pub(crate) mod clock;
pub(crate) mod console;
pub(crate) mod dns_servers;
pub(crate) mod entropy;
pub(crate) mod files;
pub(crate) mod local_socket;
pub(crate) mod machine;
pub(crate) mod network_changes;
pub(crate) mod process;
pub(crate) mod state_folder;
pub(crate) mod system_folder;
