//! Webhooks: what happens at a service is posted to addresses that an administrator has named, signed as the Standard Webhooks
//! specification says. What is announced, its signature and the next try are decided by pure functions; [`worker`] does it, in a thread
//! of its own, so that no request of a machine waits for a receiver.

pub(crate) mod announce;
pub(crate) mod event;
pub(crate) mod made;
pub(crate) mod refusal;
pub(crate) mod retry;
mod sender;
pub(crate) mod signature;
pub(crate) mod store;
pub(crate) mod target;
pub(crate) mod worker;
