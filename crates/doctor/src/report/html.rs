//! The page.

use crate::diagnosis::Diagnosis;
use muster_core::lang::Lang;

/// The diagnosis as a page of its own.
pub fn html(_diagnosis: &Diagnosis, _lang: Lang) -> String {
    String::new()
}
