//! What is signed, and what is refused.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test fails by panicking")]

mod anchors;
mod certificate;
mod chain;
mod documents;
mod enrolment;
mod epid;
mod issuance_license;
mod jwk;
mod jws;
mod license_request;
mod license_statement;
mod mak_license;
mod order;
mod root_keys;
mod sealed_slots;
mod token;
