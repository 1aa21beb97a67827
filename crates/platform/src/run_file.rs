//! A file that says something of a running process and that nobody reads any more when the process has ended, however it ended:
//! the process holds a lock on it, and only a locked file is believed.

use crate::{file_error::FileError, files, state_folder, system};
use std::{
    fs::{File, TryLockError},
    io,
    path::Path,
};

/// Writes the file at `path`. It is believed until what is returned is dropped, or this process ends. At most one process at a
/// time may write it.
pub fn write(path: &Path, text: &str) -> Result<File, FileError> {
    // Written before it is locked: a locked file never holds what an earlier process wrote.
    files::write_secret(path, text)?;
    let fail = FileError::new(FileError::LOCK, path);
    let file = system::files::open_lock_of(path).map_err(&fail)?;
    file.lock().map_err(fail)?;
    Ok(file)
}

/// Reads the file at `path`; `None` if the process that wrote it has ended, or there is none.
pub fn read(path: &Path) -> Result<Option<String>, FileError> {
    let fail = FileError::new(FileError::READ, path);
    let lock = match system::files::open_lock_of(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(&fail)?,
    };
    match lock.try_lock_shared() {
        Ok(()) => Ok(None),
        Err(TryLockError::Error(error)) => Err(fail(error)),
        Err(TryLockError::WouldBlock) => state_folder::read(path).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::{read, write};

    #[test]
    fn what_is_said_ends_with_the_process_that_says_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("listening");
        assert_eq!(read(&path).expect("no fault"), None);
        let first = write(&path, "1688").expect("written");
        assert_eq!(read(&path).expect("read").as_deref(), Some("1688"));
        drop(first);
        assert!(path.exists() && read(&path).expect("read").is_none());
        let _second = write(&path, "1700").expect("written");
        assert_eq!(read(&path).expect("read").as_deref(), Some("1700"));
    }
}
