//! The core's decision tables: tests that read as text.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod authority;
mod client;
mod clock;
mod hardware;
mod host;
mod keys;
mod table;
mod text;
