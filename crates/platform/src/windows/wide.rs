//! Texts as Windows takes and gives them: UTF-16 that ends with a zero.

use std::{ffi::OsStr, io, os::windows::ffi::OsStrExt, path::Path};

pub(super) fn from_str(text: impl AsRef<OsStr>) -> Vec<u16> {
    text.as_ref().encode_wide().chain([0]).collect()
}

/// A path, refused if a zero would end it early.
pub(super) fn from_path(path: &Path) -> io::Result<Vec<u16>> {
    if path.as_os_str().encode_wide().any(|unit| unit == 0) {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    Ok(from_str(path))
}

/// The text in a buffer, up to its zero.
pub(super) fn to_string(buffer: &[u16]) -> String {
    let text = buffer.split(|unit| *unit == 0).next().unwrap_or_default();
    String::from_utf16_lossy(text)
}
