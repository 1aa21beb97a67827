//! The core's decision tables: tests that read as text.

mod allowance;
mod catalogue;
mod discovery;
mod hardware;
mod key;
mod license;
mod pool;
mod request;
mod session;
mod table;
