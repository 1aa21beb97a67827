//! What host and authority share: the listener with its limits, TLS, the log, SQLite and PostgreSQL.
//!
//! Nothing here knows a product, a license or a key: it carries requests and keeps bytes.

mod answer_body;
pub mod audit_chain;
mod connection;
mod connection_limit;
pub mod forwarded;
mod held_bytes;
pub mod limits;
pub mod listener;
pub mod log;
pub mod metric;
pub mod new_folder;
pub mod openapi;
#[cfg(feature = "postgres")]
pub mod postgres;
mod refused;
mod schema;
pub mod sqlite;
pub mod store_config;
pub mod store_fault;
pub mod tls;
