//! The bytes: encodings of every document and message, signing and opening them, problem documents, event text.
//!
//! Messages carry a version; a change that an older reader cannot ignore makes a new one. Nothing here opens a socket
//! or a file, reads a clock, or decides.

pub mod activation;
pub mod authority;
pub mod chain;
pub mod epid;
pub mod event;
pub mod instant;
pub mod jwk;
pub mod jws;
pub mod license;
pub mod pack;
pub mod pack_source;
pub mod phone;
pub mod problem;
pub mod request;
mod text;
pub mod token;
pub mod trust;
