//! What host and authority share does what it says.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod connection_limit;
mod listener;
mod postgres;
mod sqlite;
