//! The machine form: what `--json` prints of a diagnosis and of a fleet. Its JSON Schemas lie in the folder `schema`.
//!
//! Ids, codes, commands and names of fields are the same in every language; `language` says in which language sentences are.

mod diagnosis;
mod fleet;
pub(crate) mod origin;
#[cfg(test)]
mod schema;

pub use diagnosis::DiagnosisDocument;
pub use fleet::FleetDocument;
pub use origin::{Origin, SCHEMA};
