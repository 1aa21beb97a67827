//! Files that hold secrets or trust: written whole or not at all, and secrets readable by their owner alone.

use atomic_write_file::{AtomicWriteFile, unix::OpenOptionsExt as _};
use muster_core::code::Code;
use std::{
    fs::{self, File},
    io::{self, Write},
    os::unix::fs::{MetadataExt, OpenOptionsExt as _, fchown},
    path::{Path, PathBuf},
};

/// A file that could not be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{action} {path}: {source}")]
pub struct FileError {
    action: &'static str,
    path: String,
    source: io::Error,
}

impl FileError {
    /// Wraps the error of an action on a file: `open(path).map_err(FileError::new("cannot open", path))`.
    pub fn new(action: &'static str, path: &Path) -> impl Fn(io::Error) -> Self {
        let path = path.display().to_string();
        move |source| Self { action, path: path.clone(), source }
    }

    /// Whether the file does not exist.
    pub fn is_not_found(&self) -> bool {
        self.source.kind() == io::ErrorKind::NotFound
    }

    /// The documented code.
    pub fn code(&self) -> Code {
        Code::of_file(self.source.kind())
    }
}

/// Reads a text file.
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

/// The texts of the files in a folder, in the order of their names. A file that cannot be read is left out.
pub fn read_all(folder: &Path) -> Result<Vec<String>, FileError> {
    Ok(list(folder)?.iter().filter_map(|path| fs::read_to_string(path).ok()).collect())
}

/// Waits until no other process holds the lock file at `path`, and holds it until what is returned is dropped.
pub fn lock(path: &Path) -> Result<File, FileError> {
    let fail = FileError::new("cannot lock", path);
    let open = File::options().create(true).truncate(false).write(true).mode(0o600).open(path);
    let file = open.map_err(&fail)?;
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

fn write(path: &Path, text: &str, mode: u32) -> Result<(), FileError> {
    let fail = FileError::new("cannot write", path);
    let mut file = AtomicWriteFile::options().preserve_mode(false).mode(mode).open(path).map_err(&fail)?;
    give_to_service(&file, path).map_err(&fail)?;
    file.write_all(text.as_bytes()).map_err(&fail)?;
    file.commit().map_err(&fail)
}

/// Makes an empty file that a service will write to, if there is none.
pub fn touch(path: &Path) -> io::Result<File> {
    let file = File::options().create(true).append(true).open(path)?;
    give_to_service(&file, path)?;
    Ok(file)
}

/// What root writes into a service's directory belongs to the service: it has to read it.
fn give_to_service(file: &File, path: &Path) -> io::Result<()> {
    let (Some(directory), own) = (path.parent(), file.metadata()?) else { return Ok(()) };
    let Ok(directory) = fs::metadata(directory) else { return Ok(()) };
    if own.uid() == 0 && directory.uid() != 0 {
        fchown(file, Some(directory.uid()), Some(directory.gid()))?;
    }
    Ok(())
}
