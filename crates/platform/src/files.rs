//! Files that hold secrets or trust: written whole or not at all, and secrets readable by their owner alone.

pub use crate::file_error::FileError;

use crate::state_folder;
use atomic_write_file::{AtomicWriteFile, unix::OpenOptionsExt as _};
use rustix::fs::{FileType, fstat};
use std::{
    fs::{self, File},
    io::{self, Write},
    os::{
        fd::AsFd,
        unix::fs::{OpenOptionsExt as _, fchown},
    },
    path::{Path, PathBuf},
};

/// Reads a text file that the user names; [`state_folder::read`] is for one of a state folder.
pub fn read(path: &Path) -> Result<String, FileError> {
    fs::read_to_string(path).map_err(FileError::new("cannot read", path))
}

/// The paths in a folder, in the order of their names; none where there is no such folder.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>, FileError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(FileError::new("cannot read", folder))?,
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
    let fail = FileError::new("cannot lock", path);
    let file = touch(path).map_err(&fail)?;
    file.lock().map_err(fail)?;
    Ok(file)
}

/// Makes `copy` the file that is at `path` now. What is written to `path` later leaves the copy as it is.
pub fn keep_copy(path: &Path, copy: &Path) -> Result<(), FileError> {
    let aside = copy.with_extension("new");
    remove(&aside)?;
    let kept = fs::hard_link(path, &aside).and_then(|()| fs::rename(&aside, copy));
    kept.map_err(FileError::new("cannot write", copy))
}

/// Writes a file that anybody may read.
pub fn write_public(path: &Path, text: &str) -> Result<(), FileError> {
    write(path, text, 0o644)
}

/// Writes a file that only its owner may read.
pub fn write_secret(path: &Path, text: &str) -> Result<(), FileError> {
    write(path, text, 0o600)
}

/// Removes a file; one that does not exist is no error.
pub fn remove(path: &Path) -> Result<(), FileError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(FileError::new("cannot remove", path)(error)),
        _ => Ok(()),
    }
}

/// Makes a directory for secrets; the ones above it are for everybody.
pub fn make_directory(path: &Path) -> Result<(), FileError> {
    use std::os::unix::fs::DirBuilderExt;
    let above = path.parent().map_or(Ok(()), fs::create_dir_all);
    let mut builder = fs::DirBuilder::new();
    let made = above.and_then(|()| builder.recursive(true).mode(0o700).create(path));
    made.map_err(FileError::new("cannot create", path))
}

/// A file that lies beside its place, whole and on its way to the disk.
pub struct Prepared {
    file: AtomicWriteFile,
    path: PathBuf,
}

impl Prepared {
    /// Puts the file in its place.
    pub fn commit(self) -> Result<(), FileError> {
        self.file.commit().map_err(FileError::new("cannot write", &self.path))
    }
}

/// Writes a file that only its owner may read, beside its place: what could fail has been done when it is committed.
pub fn prepare_secret(path: &Path, text: &str) -> Result<Prepared, FileError> {
    let prepared = prepare(path, text, 0o600)?;
    prepared.file.as_file().sync_all().map_err(FileError::new("cannot write", path))?;
    Ok(prepared)
}

fn write(path: &Path, text: &str, mode: u32) -> Result<(), FileError> {
    prepare(path, text, mode)?.commit()
}

fn prepare(path: &Path, text: &str, mode: u32) -> Result<Prepared, FileError> {
    let fail = FileError::new("cannot write", path);
    let mut file = AtomicWriteFile::options().preserve_mode(false).mode(mode).open(path).map_err(&fail)?;
    if let Some(folder) = file.directory() {
        give_to_service(file.as_file(), folder).map_err(&fail)?;
    }
    file.write_all(text.as_bytes()).map_err(fail)?;
    Ok(Prepared { file, path: path.to_owned() })
}

/// Opens a file of a state folder that a service appends to, and makes it, for its owner alone, if there is none. Only a new file is given to
/// the owner of the folder.
pub fn touch(path: &Path) -> io::Result<File> {
    let folder = File::open(state_folder::folder(path))?;
    match File::options().create_new(true).append(true).mode(0o600).open(path) {
        Ok(file) => {
            give_to_service(&file, folder)?;
            Ok(file)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let file = state_folder::open(path, File::options().append(true))?;
            state_folder::one_name(&file)?;
            Ok(file)
        }
        Err(error) => Err(error),
    }
}

/// What root makes in a service's directory belongs to the service: it has to read it.
fn give_to_service(file: &File, folder: impl AsFd) -> io::Result<()> {
    let (own, folder) = (fstat(file)?, fstat(folder)?);
    if own.st_uid == 0 && folder.st_uid != 0 && FileType::from_raw_mode(own.st_mode).is_file() {
        fchown(file, Some(folder.st_uid), Some(folder.st_gid))?;
    }
    Ok(())
}
