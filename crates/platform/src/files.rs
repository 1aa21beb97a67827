//! Files that hold secrets or trust: written whole or not at all, and secrets readable by their owner alone.

pub use crate::file_error::{FileError, io_text};

use crate::{state_folder, system};
use std::{
    fs::{self, File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// Who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Everybody: mode 0644, or what the folder says on Windows.
    Everybody,
    /// Its owner: mode 0600, or on Windows a protected access list for its owner, the system and administrators.
    Owner,
}

/// Changes whenever a file is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileVersion(pub(crate) [i128; 3]);

/// Reads a text file that the user names; [`state_folder::read`] is for one of a state folder.
pub fn read(path: &Path) -> Result<String, FileError> {
    fs::read_to_string(path).map_err(FileError::new(FileError::READ, path))
}

/// The paths in a folder, in the order of their names; none where there is no such folder.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(FileError::new(FileError::READ, folder))?,
    };
    let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

/// The texts of the files in a folder, in the order of their names. A file that cannot be read is left out; a link is an error.
pub fn read_all(folder: &Path) -> Result<Vec<String>, FileError> {
    state_folder::check(folder)?;
    Ok(list(folder)?.iter().filter_map(|path| state_folder::read(path).ok()).collect())
}

/// Waits until no other process holds the lock file at `path`, and holds it until what is returned is dropped.
pub fn lock(path: &Path) -> Result<File, FileError> {
    let fail = FileError::new(FileError::LOCK, path);
    let file = touch(path).map_err(&fail)?;
    file.lock().map_err(fail)?;
    Ok(file)
}

/// The same without waiting: none while another process holds it.
pub fn try_lock(path: &Path) -> Result<Option<File>, FileError> {
    let fail = FileError::new(FileError::LOCK, path);
    let file = touch(path).map_err(&fail)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(fail(error)),
    }
}

/// Gives a lock back before its file is closed.
pub fn unlock(file: &File) -> io::Result<()> {
    system::files::unlock(file)
}

/// Makes `copy` the file that is at `path` now. What is written to `path` later leaves the copy as it is.
pub fn keep_copy(path: &Path, copy: &Path) -> Result<(), FileError> {
    let aside = copy.with_extension("new");
    remove(&aside)?;
    let kept = fs::hard_link(path, &aside).and_then(|()| fs::rename(&aside, copy));
    kept.map_err(FileError::new(FileError::WRITE, copy))
}

/// Writes a file that anybody may read.
pub fn write_public(path: &Path, text: &str) -> Result<(), FileError> {
    write(path, text, Readers::Everybody)
}

/// Writes a file that only its owner may read.
pub fn write_secret(path: &Path, text: &str) -> Result<(), FileError> {
    write(path, text, Readers::Owner)
}

/// Removes a file; one that does not exist is no error.
pub fn remove(path: &Path) -> Result<(), FileError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(FileError::new(FileError::REMOVE, path)(error)),
        _ => Ok(()),
    }
}

/// Waits until a file is on disk, or a folder with the names in it.
pub fn sync(path: &Path) -> io::Result<()> {
    system::files::sync(path)
}

/// Renames a new folder; an empty one of the name is replaced.
pub fn rename_folder(new: &Path, folder: &Path) -> io::Result<()> {
    system::files::rename_folder(new, folder)
}

/// Makes a directory for secrets. The ones above it are for everybody; on Windows those that are made here are for secrets too.
pub fn make_directory(path: &Path) -> Result<(), FileError> {
    system::files::make_directory(path).map_err(FileError::new(FileError::CREATE, path))
}

/// The version of a file; none where there is no such file.
pub fn version(path: &Path) -> Option<FileVersion> {
    Some(system::files::version(&fs::metadata(path).ok()?))
}

/// Makes a file beside `path` that [`NamedTempFile::persist`] puts there; it is removed when it is dropped.
pub fn beside(path: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    system::files::temporary(state_folder::folder(path), readers)
}

/// Whether accounts that are neither its owner nor an administrator may read or change a file. Pipes and devices are their
/// opener's business.
pub fn is_open_to_others(path: &Path) -> bool {
    system::files::is_open_to_others(path)
}

/// The command that leaves a file to its owner alone.
pub fn command_to_close(path: &Path) -> String {
    system::files::command_to_close(path)
}

/// A file that lies beside its place, whole and on its way to the disk.
pub struct Prepared {
    file: system::files::NewFile,
    path: PathBuf,
}

impl Prepared {
    /// Puts the file in its place.
    pub fn commit(self) -> Result<(), FileError> {
        self.file.put().map_err(FileError::new(FileError::WRITE, &self.path))
    }
}

/// Writes a file that only its owner may read, beside its place: what could fail has been done when it is committed.
pub fn prepare_secret(path: &Path, text: &str) -> Result<Prepared, FileError> {
    let prepared = prepare(path, text, Readers::Owner)?;
    prepared.file.as_file().sync_all().map_err(FileError::new(FileError::WRITE, path))?;
    Ok(prepared)
}

fn write(path: &Path, text: &str, readers: Readers) -> Result<(), FileError> {
    prepare(path, text, readers)?.commit()
}

fn prepare(path: &Path, text: &str, readers: Readers) -> Result<Prepared, FileError> {
    let fail = FileError::new(FileError::WRITE, path);
    let file = system::files::NewFile::beside(path, readers).map_err(&fail)?;
    file.as_file().write_all(text.as_bytes()).map_err(fail)?;
    Ok(Prepared { file, path: path.to_owned() })
}

/// Opens a file of a state folder that a service appends to, and makes it, for its owner alone, if there is none. Only a new file is given to
/// the owner of the folder.
pub fn touch(path: &Path) -> io::Result<File> {
    match system::files::create_to_append(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let file = state_folder::open(path, File::options().read(true).append(true))?;
            system::state_folder::one_name(&file)?;
            Ok(file)
        }
        made => made,
    }
}
