//! What a client decides.

mod discovery;
mod license;
mod schedule;
mod session;
mod srv;
