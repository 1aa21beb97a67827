//! What is signed, and what is refused.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod chain;
