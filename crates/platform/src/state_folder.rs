//! Reading in a state folder. It may belong to a service's account while root works in it, so nothing that this account can
//! put there leads root out of the folder: no link is followed, and only regular files of known owners are read. On Windows the
//! known owners are the system, administrators and the user of this process.

use crate::{
    file_error::{FileError, NotTrusted},
    system,
};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Read},
    path::{Path, PathBuf},
};

/// Where the state of this machine lies: `/var/lib/muster`, or on Windows the folder `Muster` in `%ProgramData%`.
pub fn of_machine() -> PathBuf {
    system::state_folder::of_machine()
}

/// Refuses a state folder that holds a link, a device, a pipe, or a file of a third user. Folders in it are not entered; a
/// folder that does not exist is none of these.
pub fn check(folder: &Path) -> Result<(), FileError> {
    let fail = FileError::new(FileError::READ, folder);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(&fail)?,
    };
    let owner = system::state_folder::owner(folder).map_err(&fail)?;
    entries.into_iter().try_for_each(|entry| check_entry(&entry.map_err(&fail)?.path(), &owner))
}

/// Refuses a file of a state folder as [`check`] does.
pub fn check_file(path: &Path) -> Result<(), FileError> {
    let owner = system::state_folder::owner(folder(path)).map_err(FileError::new(FileError::READ, folder(path)))?;
    check_entry(path, &owner)
}

/// One that is gone by now, as a file that was just replaced, is no problem.
fn check_entry(path: &Path, owner: &system::state_folder::Owner) -> Result<(), FileError> {
    let Ok(found) = path.symlink_metadata() else { return Ok(()) };
    let problem = if found.is_symlink() {
        Some(NotTrusted::Link)
    } else if found.is_dir() || found.is_file() {
        system::state_folder::other_owner(path, &found, owner)
    } else {
        Some(NotTrusted::Special)
    };
    problem.map_or(Ok(()), |problem| Err(FileError::new(FileError::USE, path)(problem.into())))
}

/// Refuses a folder on a disk that is mounted read-only. One that does not exist is none.
pub fn check_writable(folder: &Path) -> Result<(), FileError> {
    if system::state_folder::is_read_only(folder) {
        return Err(FileError::new(FileError::WRITE_IN, folder)(io::ErrorKind::ReadOnlyFilesystem.into()));
    }
    Ok(())
}

/// Reads a text file of a state folder.
pub fn read(path: &Path) -> Result<String, FileError> {
    let fail = FileError::new(FileError::READ, path);
    let mut text = String::new();
    let mut file = open(path, File::options().read(true)).map_err(&fail)?;
    file.read_to_string(&mut text).map_err(fail)?;
    Ok(text)
}

/// Opens a file that is there, if it is a regular one, of the owner of its folder, of root or of this process. For writing it must have one
/// name only.
pub(crate) fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    system::state_folder::open(path, options)
}

/// The folder of a file: the current one for a bare name.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Reads a text file that a file in `folder` names. As root it is read with the rights of the folder's owner: who can write to
/// the folder does not learn in this way what only root may read.
pub fn read_named(path: &Path, folder: &Path) -> Result<String, FileError> {
    system::state_folder::read_named(path, folder).map_err(FileError::new(FileError::READ, path))
}
