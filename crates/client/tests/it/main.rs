//! The client, end to end: real hosts, imitations of hosts, and a real BIND.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod clock;
mod enrolment;
mod evidence;
// BIND runs on Unix.
#[cfg(unix)]
mod discovery;
// BIND runs on Unix.
#[cfg(unix)]
mod failover;
mod features;
mod imitation;
mod license_agent;
mod license_check;
mod mak;
mod name_servers;
mod orders;
mod recorded;
mod removed_product;
mod slots;
mod state;
mod stored_state;
