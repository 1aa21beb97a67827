//! What a client decides.

mod activation;
mod discovery;
mod license;
mod schedule;
mod session;
mod srv;
