//! Whoever holds the opened root key and the secret that makes product keys: this process, or a signer in a process of its own, which
//! is asked over a socket. What is asked is the same, and no answer holds a byte of either.

pub(crate) mod message;
pub(crate) mod open_secrets;
pub(crate) mod permission;
pub(crate) mod secret_holder;
pub(crate) mod service;
pub(crate) mod signable;
pub(crate) mod socket;
