//! What the authority decides.

mod quota;
