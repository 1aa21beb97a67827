//! The folder of the programs of Windows.

use crate::system;
use std::path::PathBuf;

/// `C:\Windows\System32`, wherever it lies; empty on Unix, which finds programs by their names.
pub fn of_machine() -> PathBuf {
    system::system_folder::of_machine()
}
