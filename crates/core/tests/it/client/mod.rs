//! What a client decides.

mod activation;
mod discovery;
mod license;
mod report;
mod schedule;
mod session;
mod srv;
