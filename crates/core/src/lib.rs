//! The decisions of volume activation: who counts, who is licensed, what a key permits.
//!
//! Nothing here reads a clock, a disk or a socket, draws a random number, waits, or serializes. Time, entropy
//! and state are arguments; the decision is the result.

pub mod access;
pub mod agent;
pub mod allowance;
pub mod code;
pub mod counters;
pub mod discovery;
pub mod drift;
pub mod group;
pub mod hardware;
pub mod id;
pub mod key;
pub mod lang;
pub mod license;
pub mod pack;
pub mod phone;
pub mod pool;
pub mod request;
pub mod session;
pub mod srv;
pub mod time;
pub mod trusted;
