//! Encodings: what is signed, what is refused, what is printed.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod chain;
mod event;
mod pack_source;
mod request;
