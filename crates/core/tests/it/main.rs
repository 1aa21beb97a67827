//! The core's decision tables: tests that read as text.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod access;
mod agent;
mod allowance;
mod catalogue;
mod discovery;
mod drift;
mod group;
mod hardware;
mod key;
mod license;
mod phone;
mod pool;
mod request;
mod session;
mod srv;
mod table;
mod trusted;
