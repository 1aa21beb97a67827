//! What tests of several crates share: a vendor's world in a temporary folder, real servers, processes, raw HTTP. Everything here
//! panics where something is missing or fails.

#![allow(clippy::expect_used, clippy::new_without_default, reason = "a test fails by panicking")]

pub mod bind;
#[cfg(unix)]
pub mod commit_proxy;
pub mod fake_server;
pub mod http;
#[cfg(feature = "servers")]
pub mod https;
#[cfg(unix)]
pub mod postgres;
#[cfg(unix)]
pub mod preload;
pub mod process;
#[cfg(unix)]
pub mod samba;
pub mod slapd;
pub mod softhsm;
pub mod tls;
pub mod wait;
pub mod world;
