//! Fleets from a seed: what must always hold, and what a scenario comes to.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod faults;
mod scenario;
