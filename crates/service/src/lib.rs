//! What host and authority share: listener, SQLite, PostgreSQL, files, clock and entropy.
//!
//! Nothing here knows a product, a license or a key: it carries requests and keeps bytes.

pub mod clock;
pub mod entropy;
pub mod files;
pub mod http;
pub mod log;
mod places;
pub mod postgres;
pub mod priority;
pub mod sqlite;
pub mod tls;
