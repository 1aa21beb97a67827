//! What the authority decides.

mod guess_limit;
mod quota;
