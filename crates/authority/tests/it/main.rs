//! The authority by itself.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod activation;
mod audit;
mod backup;
mod enrolment;
mod guesses;
mod http;
#[cfg(feature = "console")]
mod key_changes;
mod key_terms;
mod mak;
mod offline_file;
mod pack_end;
mod pack_source;
mod packs;
mod postgres;
mod product_keys;
#[cfg(feature = "console")]
mod roots;
mod store;
