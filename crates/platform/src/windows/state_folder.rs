//! Owners of files, and how a file of a state folder is opened.

use super::security;
use crate::file_error::NotTrusted;
use std::{
    fs::{self, File, Metadata, OpenOptions},
    io,
    os::windows::{fs::OpenOptionsExt, io::AsRawHandle},
    path::{Path, PathBuf},
};
use windows_sys::Win32::Storage::FileSystem::{
    BY_HANDLE_FILE_INFORMATION, FILE_FLAG_BACKUP_SEMANTICS, FILE_FLAG_OPEN_REPARSE_POINT, GetFileInformationByHandle,
    READ_CONTROL,
};

/// Its security identifier.
pub(crate) type Owner = String;

pub(crate) fn of_machine() -> PathBuf {
    #[expect(clippy::disallowed_methods, reason = "Windows tells where its folders are in the environment")]
    let data = std::env::var_os("ProgramData").filter(|folder| Path::new(folder).is_absolute());
    data.map_or_else(|| PathBuf::from(r"C:\ProgramData"), PathBuf::from).join("Muster")
}

/// The owner of a state folder. Everybody may make folders in `%ProgramData%`: one of a stranger is refused.
pub(crate) fn owner(path: &Path) -> io::Result<Owner> {
    let owner = owner_of(path)?;
    match stranger(&owner) {
        Some(problem) => Err(problem.into()),
        None => Ok(owner),
    }
}

/// What is wrong with the owner of a file in a folder of `owner`.
pub(crate) fn other_owner(path: &Path, _: &Metadata, _: &Owner) -> Option<NotTrusted> {
    // What cannot be opened is said to whoever reads it.
    stranger(&owner_of(path).ok()?)
}

/// A disk that is write protected says so when it is written to.
pub(crate) fn is_read_only(_: &Path) -> bool {
    false
}

pub(crate) fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    let file = options.custom_flags(FILE_FLAG_OPEN_REPARSE_POINT).open(path)?;
    let found = file.metadata()?;
    if found.is_symlink() {
        return Err(NotTrusted::Link.into());
    }
    if !found.is_file() {
        return Err(NotTrusted::Special.into());
    }
    match stranger(&security::owner(&file)?) {
        Some(problem) => Err(problem.into()),
        None => Ok(file),
    }
}

/// Refuses a file that is about to be written to and has a second name, which may be outside of the folder.
pub(crate) fn one_name(file: &File) -> io::Result<()> {
    let mut found = BY_HANDLE_FILE_INFORMATION::default();
    #[expect(unsafe_code, reason = "the handle is open, and the place of what is found outlives the call")]
    // SAFETY: see the reason above.
    let done = unsafe { GetFileInformationByHandle(file.as_raw_handle(), &raw mut found) };
    if done == 0 {
        return Err(io::Error::last_os_error());
    }
    if found.nNumberOfLinks > 1 { Err(NotTrusted::Names.into()) } else { Ok(()) }
}

/// Who can write in the folder is an administrator, the system or the user of this process.
pub(crate) fn read_named(path: &Path, folder: &Path) -> io::Result<String> {
    owner(folder)?;
    fs::read_to_string(path)
}

pub(super) fn owner_of(path: &Path) -> io::Result<String> {
    // Folders are opened with the flag for backups only.
    let flags = FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT;
    security::owner(&File::options().access_mode(READ_CONTROL).custom_flags(flags).open(path)?)
}

fn stranger(owner: &str) -> Option<NotTrusted> {
    let known = [security::SYSTEM, security::ADMINISTRATORS].contains(&owner)
        || security::user().is_ok_and(|user| user == owner);
    (!known).then(|| NotTrusted::Owner(owner.to_owned()))
}
