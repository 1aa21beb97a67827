//! `explain`: what a code, an event, a rule or a license status means, offline.

pub(crate) mod code;
mod event;
mod near;
mod question;
mod status;

pub use code::{Basis, Explanation, explain, known_codes, structure};
pub use event::{EventExplanation, known_events};
pub use question::{NotUnderstood, Subject, hint, subject};
pub use status::LicenseStatus;
