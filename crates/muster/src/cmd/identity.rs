//! The identity that a client or a host was made with in place of its hardware. It is kept in its folder, so that a later command or
//! service on the same state is the same machine without being told.

use crate::args::MachineArguments;
use muster_platform::{
    files::{self, FileError},
    state_folder,
};
use std::path::Path;

const FILE: &str = "identity";

/// Keeps the identity that was given, if one was, in the folder of a client or a host.
pub(crate) fn keep(folder: &Path, machine: &MachineArguments) -> Result<(), FileError> {
    machine.identity.as_ref().map_or(Ok(()), |identity| files::write_secret(&folder.join(FILE), identity))
}

/// Fills in the identity that the first of these folders keeps, unless one is given. What cannot be read is left to whoever opens the
/// folder: that says why.
pub(crate) fn fill(machine: &mut MachineArguments, folders: [&Path; 2]) {
    if machine.identity.is_none() {
        machine.identity = folders.iter().find_map(|folder| state_folder::read(&folder.join(FILE)).ok());
    }
}
