//! Messages and documents of volume activation as serde types, and the text forms of instants and ids.
//!
//! Every message carries a version; a change that an older reader cannot ignore makes a new one. The only gate from a
//! message into a decision is a `TryFrom` into a type of `muster-core`:
//!
//! ```
//! use muster_core::{host::request::ActivationRequest, id::Nonce};
//! use muster_proto::request::ActivationRequestBody;
//!
//! let text = r#"{"version":1,"cmid":"00000000-0000-0000-0000-000000000001","hardware":"000102030405060708090a0b0c0d0e0f",
//!     "machine":"pc-1","product":"00000000-0000-0000-0000-000000000002","nonce":"000102030405060708090a0b0c0d0e0f",
//!     "time":1800000000,"virtual_machine":false,"status":2,"minutes_left":43200,"threshold":25,"counter":1}"#;
//! let message: ActivationRequestBody = serde_json::from_str(text)?;
//! let (request, _nonce): (ActivationRequest, Nonce) = message.try_into()?;
//! assert_eq!(request.machine, "pc-1");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Stable: field names and meanings of a version. Nothing here verifies a signature (`muster-trust` does), opens a socket or a
//! file, or reads a clock.

pub mod activation;
pub mod as_text;
pub mod authority;
pub mod enrolment;
pub mod event;
pub mod evidence;
pub mod features;
pub mod instant;
pub mod issuance_license;
pub mod jwk;
pub mod license;
pub mod license_statement;
pub mod machine_name;
pub mod order;
pub mod pack;
pub mod problem;
pub mod proxy_list;
#[cfg(feature = "qr")]
pub mod qr;
#[cfg(feature = "qr")]
pub mod qr_image;
pub mod request;
pub mod slot_file;
