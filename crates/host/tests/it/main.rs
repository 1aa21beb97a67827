//! The host, end to end: real sockets, a real BIND and a real PostgreSQL; and its store by itself, on both engines.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod backup;
mod clock;
mod contacts;
mod count;
mod evidence;
mod health;
mod history;
mod limits;
mod lost_commit;
mod machine;
mod postgres;
mod proxy_jobs;
mod publish;
mod renewal;
mod requests;
mod store;
