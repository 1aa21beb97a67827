//! What a client decides: where to look for hosts, whether it is licensed, when to ask again.

pub mod activation;
pub mod discovery;
pub mod evidence;
pub mod license;
pub mod report;
pub mod schedule;
pub mod session;
pub mod srv;
