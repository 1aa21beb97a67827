//! Who begins, cancels and confirms jobs at the command line.

use muster_host::Actor;
use muster_platform::process;
use std::net::Ipv4Addr;

/// Whoever runs this command on the host's machine.
pub(super) fn actor() -> Actor {
    Actor { account: process::account(), address: Ipv4Addr::LOCALHOST.into() }
}
