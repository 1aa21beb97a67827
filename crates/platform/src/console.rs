//! The console window of this process, and the user's own programs for documents.

use crate::system;
use std::{io, path::Path};

/// Whether the console was made for this process alone, as when a program is started by a double click: it closes with it.
/// Never on Unix.
pub fn is_own_window() -> bool {
    system::console::is_own_window()
}

/// Opens a document as a double click on it would. Fails with `Unsupported` on Unix.
pub fn open_document(path: &Path) -> io::Result<()> {
    system::console::open_document(path)
}
