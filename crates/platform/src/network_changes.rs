//! Changes of the network of this machine: an address or an adapter that came or went.

use crate::system;
use std::io;

/// Calls `changed` at every change from now on, on a thread of its own, until it returns false.
pub fn watch(changed: impl FnMut() -> bool + Send + 'static) -> io::Result<()> {
    system::network_changes::watch(changed)
}
