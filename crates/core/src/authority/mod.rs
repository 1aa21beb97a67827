//! What the vendor's authority decides about a key.

pub mod quota;
