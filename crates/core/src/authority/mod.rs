//! What the vendor's authority decides about a key.

pub mod audit_budget;
pub mod guess_limit;
pub mod key_groups;
pub mod quota;
pub mod rotation;
