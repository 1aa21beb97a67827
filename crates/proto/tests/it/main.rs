//! Messages and events: what is read, what is refused, what is printed.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod event;
mod features;
mod request;
