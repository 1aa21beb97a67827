//! What the vendor's authority decides about a key.

pub mod guess_limit;
pub mod quota;
