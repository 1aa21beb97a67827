//! The console of this process: a terminal, which others use too.

use std::{io, path::Path};

pub(crate) fn is_own_window() -> bool {
    false
}

pub(crate) fn open_document(_: &Path) -> io::Result<()> {
    Err(io::Error::new(io::ErrorKind::Unsupported, "documents are opened on Windows alone"))
}
