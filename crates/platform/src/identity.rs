//! The identity that a client or a host was made with in place of its hardware. It is kept in its folder, so that a later command or
//! service on the same state is the same machine without being told.

use crate::{
    files::{self, FileError},
    state_folder,
};
use std::path::Path;

/// The name of the file.
pub const FILE: &str = "identity";

/// Keeps an identity in the folder of a client or a host.
pub fn keep(folder: &Path, identity: &str) -> Result<(), FileError> {
    files::write_secret(&folder.join(FILE), identity)
}

/// The identity that a folder keeps. What cannot be read is left to whoever opens the folder: that says why.
pub fn kept(folder: &Path) -> Option<String> {
    state_folder::read(&folder.join(FILE)).ok()
}
