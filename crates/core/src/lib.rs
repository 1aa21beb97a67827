//! The decisions of volume activation: who counts, who is licensed, what a key permits.
//!
//! A decision takes time, state and policy as arguments and returns what follows:
//!
//! ```
//! use muster_core::{host::count::Pool, id::Cmid, time::{Moment, Span}};
//!
//! let now = Moment::from_unix(1_800_000_000);
//! let mut pool = Pool::new(25);
//! assert_eq!(pool.admit(Cmid::from_bytes([1; 16]), now), 1);
//! assert_eq!(pool.admit(Cmid::from_bytes([2; 16]), now), 2);
//! assert_eq!(pool.count(now + Span::days(31)), 0);
//! ```
//!
//! Stable: documented codes, numbers and limits. Nothing here reads a clock, a disk or a socket, draws a random number,
//! waits, or serializes; so types may change without changing a file or a message.

pub mod authority;
pub mod client;
pub mod clock;
pub mod code;
pub mod event;
pub mod features;
pub mod hardware;
pub mod host;
pub mod id;
pub mod keys;
pub mod labels;
pub mod lang;
pub mod list_refusal;
pub mod order;
pub mod pack;
pub mod sentence;
pub mod spreadsheet;
pub mod term;
pub mod text;
pub mod time;
pub mod visible;
