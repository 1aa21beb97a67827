//! The mapping of `--mask`: a file that only its owner reads, for it undoes the masking.

use crate::failure::Failure;
use muster_core::{code::INVALID_ARGUMENT, sentence};
use muster_doctor::{EvidenceSet, mask::Mask};
use muster_platform::files;
use std::path::Path;

/// Masks what was read, and keeps the mapping; without a file nothing is masked.
pub(super) fn apply(file: Option<&Path>, set: &mut EvidenceSet) -> Result<(), Failure> {
    let Some(file) = file else { return Ok(()) };
    let mut mask = load(file)?;
    mask.apply(set);
    store(file, &mask)
}

/// The mapping so far; empty where there is no file yet.
pub(super) fn load(file: &Path) -> Result<Mask, Failure> {
    match files::read(file) {
        Ok(text) => serde_json::from_str(&text).map_err(|error| {
            let problem = sentence!(
                "{file} is no mapping of --mask: {error}",
                "{file} は --mask の対応表ではありません: {error}",
                file = file.display()
            );
            Failure::new(INVALID_ARGUMENT, problem).into_usage()
        }),
        Err(error) if error.is_not_found() => Ok(Mask::default()),
        Err(error) => Err(Failure::new(error.code(), error).into_usage()),
    }
}

/// Keeps the mapping.
pub(super) fn store(file: &Path, mask: &Mask) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(mask).unwrap_or_default();
    files::write_secret(file, &text).map_err(|error| Failure::new(error.code(), error).into_usage())
}
