//! The identity of a machine in the arguments: kept when a client or a host is made, and filled in later.

use crate::args::MachineArguments;
use muster_platform::{files::FileError, identity};
use std::path::Path;

/// Keeps the identity that was given, if one was, in the folder of a client or a host.
pub(crate) fn keep(folder: &Path, machine: &MachineArguments) -> Result<(), FileError> {
    machine.identity.as_ref().map_or(Ok(()), |identity| identity::keep(folder, identity))
}

/// Fills in the identity that the first of these folders keeps, unless one is given.
pub(crate) fn fill(machine: &mut MachineArguments, folders: [&Path; 2]) {
    if machine.identity.is_none() {
        machine.identity = folders.into_iter().find_map(identity::kept);
    }
}
