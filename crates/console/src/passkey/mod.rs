//! Passkeys (WebAuthn) of the console's own accounts, beside their passwords.

pub(crate) mod ceremony;
pub(crate) mod pending;
pub(crate) mod refusal;
pub(crate) mod store;
