//! What the authority decides.

mod audit_budget;
mod guess_limit;
mod quota;
mod rotation;
