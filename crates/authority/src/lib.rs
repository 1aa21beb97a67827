//! The vendor's authority: signs license packs, issues product keys, activates hosts and machines.
//!
//! It prepares a document, records it, then signs what it recorded, and nothing else. `router` is its HTTP API.
//!
//! ```
//! use muster_authority::{Authority, NewSecrets, RootPlace};
//!
//! let directory = tempfile::tempdir()?;
//! let state = directory.path().join("authority");
//! let authority = Authority::init(&state, &RootPlace::File, "a long passphrase", &NewSecrets::random())?;
//! assert_eq!(authority.root(), Authority::open(&state, "a long passphrase")?.root());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Stable: the HTTP API and the files in its directory. It never imports the host or the client, and never signs what it has
//! not recorded.

mod aes_gcm;
mod audit;
mod audit_entry;
mod authority;
mod backup;
mod computers;
#[cfg(feature = "console")]
mod console_holders;
#[cfg(feature = "console")]
mod console_issued;
#[cfg(feature = "console")]
mod console_notices;
#[cfg(feature = "console")]
mod console_records;
#[cfg(feature = "console")]
mod console_roots;
#[cfg(feature = "console")]
mod console_view;
#[cfg(feature = "console")]
mod customers;
pub mod decoders;
mod enrolment;
mod error;
mod error_text;
mod guesses;
mod health;
mod high_water;
mod hsm;
mod hsm_seal;
mod http;
mod issuance_license;
mod issue_license;
mod issued_key;
#[cfg(feature = "console")]
mod key_changes;
mod key_details;
mod key_secret;
mod key_terms;
mod known_roots;
mod license_kind;
mod metrics;
mod move_store;
mod offline_file;
mod openapi;
mod pack_cache;
mod pack_notice;
pub mod pack_source;
mod packs;
mod passphrase_seal;
mod phone_activation;
mod product_keys;
mod records;
mod root;
mod root_rotation;
mod root_signer;
mod secrets;
mod signer;
mod slot_secrets;
mod store;
mod store_place;

pub use audit_entry::{AuditAction, AuditEntry};
pub use authority::Authority;
pub use backup::{LastRestore, Restored};
pub use computers::ActivatedComputer;
#[cfg(feature = "console")]
pub use console_records::ConsoleRecords;
#[cfg(feature = "console")]
pub use console_view::{ConsoleService, ConsoleView};
pub use enrolment::{EnrolmentTerms, SignedEnrolment};
pub use error::{AuthorityError, StoreError};
pub use hsm::HsmPlace;
pub use http::{router, router_within};
pub use issuance_license::IssuanceTerms;
pub use issued_key::IssuedKey;
pub use key_details::KeyDetails;
pub use key_terms::{DAYS_MAX, KeyTerms, KeyTermsChange};
pub use move_store::MoveStats;
#[cfg(feature = "console")]
pub use muster_console::{ConsoleOwner, ConsoleSite, Contact, IssuedOrder, KeyRefusal, OidcProvider, OidcSettings};
pub use muster_server::audit_chain::{ChainBreak, ChainHead, ChainedEntry};
pub use muster_server::store_config::StoreConfig;
pub use openapi::openapi;
pub use pack_notice::{PackNotices, tell_pack_end};
pub use passphrase_seal::{PASSPHRASE_CHARACTERS_MIN, SealEntropy};
pub use product_keys::KeyOrder;
pub use records::Records;
pub use root::{NewSecrets, RootPlace};
pub use root_rotation::RootKey;
pub use signer::service::serve as serve_signer;
