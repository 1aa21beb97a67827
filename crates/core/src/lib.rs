//! The decisions of volume activation: who counts, who is licensed, what a key permits.
//!
//! Nothing here reads a clock, a disk or a socket, draws a random number, waits, or serializes. Time, entropy
//! and state are arguments; the decision is the result.

pub mod authority;
pub mod client;
pub mod clock;
pub mod code;
pub mod hardware;
pub mod host;
pub mod id;
pub mod keys;
pub mod labels;
pub mod lang;
pub mod pack;
pub mod text;
pub mod time;
