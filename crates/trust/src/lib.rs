//! What is genuine: signing and verifying documents, the chain from the vendor's root key to an activation, sealed slots.
//!
//! Every trusted document is JWS compact with EdDSA (RFC 7515, RFC 8037), so any language's JWT library can check it:
//!
//! ```
//! use muster_trust::{jwk::SigningKey, jws::{self, Kind, Signer}};
//! use std::sync::Arc;
//!
//! let key = SigningKey::from_seed([7; 32])?;
//! let public = key.public();
//! let document = Signer::new(Kind::Pack, Arc::new(key)).seal(&serde_json::json!({"ver": 1, "iss": "contoso"}))?;
//! let claims: serde_json::Value = jws::open(&document, Kind::Pack, &public)?;
//! assert_eq!(claims["iss"], "contoso");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Certificates of a site and what they activate (`certificate`, `issuance_license`, `token`) are the feature `x509`, which is on
//! by default.
//!
//! Stable: the `typ` of each kind of document and what its signature covers. Nothing here reads a file or a clock, draws a random
//! number, or talks to anybody: keys, documents and the time are arguments.

pub mod anchors;
#[cfg(feature = "x509")]
pub mod certificate;
pub mod chain;
pub mod contact;
pub mod enrolment;
pub mod epid;
pub mod error;
pub mod evidence;
pub mod installation_id;
#[cfg(feature = "x509")]
pub mod issuance_license;
pub mod jwk;
pub mod jws;
mod key_derivation;
pub mod license_request;
pub mod license_statement;
pub mod machine_key;
pub mod order;
pub mod sealed_slots;
#[cfg(feature = "x509")]
pub mod token;
