//! The core's decision tables: tests that read as text.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod authority;
mod client;
mod clock;
mod code;
mod features;
mod hardware;
mod host;
mod id;
mod keys;
mod lang;
mod order;
mod pack;
mod spreadsheet;
mod table;
mod term;
mod text;
mod time;
mod visible;
