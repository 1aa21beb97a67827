//! Folders that are there whole or not at all, as backups are.

use muster_core::sentence;
use muster_platform::{
    files::{self, FileError},
    state_folder,
};
use std::{
    ffi::OsStr,
    fs, io,
    path::{Component, Path, PathBuf},
};

/// Makes a new folder. `fill` writes into one beside it, which gets the name once all of it is on disk; nothing of it is left if that
/// fails. An empty folder of the name is replaced.
pub fn make<E: From<FileError>>(folder: &Path, fill: impl FnOnce(&Path) -> Result<(), E>) -> Result<(), E> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.with_file_name(format!(".{name}.{}.partial", std::process::id()));
    files::make_directory(&beside)?;
    let made = fill(&beside).and_then(|()| Ok(put(&beside, folder)?));
    made.inspect_err(|_| {
        if let Err(error) = fs::remove_dir_all(&beside) {
            tracing::warn!(%error, folder = %beside.display(), "cannot remove what was written");
        }
    })
}

fn put(beside: &Path, folder: &Path) -> Result<(), FileError> {
    let fail = FileError::new(FileError::WRITE, folder);
    sync(beside).and_then(|()| files::rename_folder(beside, folder)).map_err(&fail)?;
    files::sync(state_folder::folder(folder)).map_err(fail)
}

/// Waits until a file, or a folder with all that is in it, is on disk.
fn sync(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        fs::read_dir(path)?.try_for_each(|entry| sync(&entry?.path()))?;
    }
    files::sync(path)
}

/// Whether a path, of which the last parts may not exist yet, lies in a folder or is that folder, whatever links lead there.
pub fn lies_in(path: &Path, folder: &Path) -> Result<bool, FileError> {
    let fail = FileError::new(FileError::USE, path);
    Ok(real(path).map_err(&fail)?.starts_with(folder.canonicalize().map_err(fail)?))
}

/// The path without links.
fn real(path: &Path) -> io::Result<PathBuf> {
    let absolute = std::path::absolute(path)?;
    let found = absolute.ancestors().find_map(|above| Some((above, above.canonicalize().ok()?)));
    let Some((above, found)) = found else { return Ok(absolute) };
    let rest = absolute.strip_prefix(above).unwrap_or(Path::new(""));
    if rest.components().any(|part| part == Component::ParentDir) {
        let missing = sentence!("a folder before '..' does not exist", "'..' の前のフォルダーが存在しません");
        return Err(io::Error::new(io::ErrorKind::NotFound, missing));
    }
    Ok(if rest.as_os_str().is_empty() { found } else { found.join(rest) })
}

/// Copies the files of a folder and of those in it, all but those that `leave_out` names.
pub fn copy_files(from: &Path, to: &Path, leave_out: &impl Fn(&OsStr) -> bool) -> Result<(), FileError> {
    let fail = FileError::new(FileError::COPY, from);
    for entry in fs::read_dir(from).map_err(&fail)? {
        let entry = entry.map_err(&fail)?;
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            files::make_directory(&target)?;
            copy_files(&path, &target, leave_out)?;
        } else if !leave_out(&entry.file_name()) {
            fs::copy(&path, &target).map_err(FileError::new(FileError::COPY, &path))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::make;
    use muster_platform::files::{self, FileError};
    use std::fs;

    #[test]
    fn a_folder_is_there_whole_and_replaces_only_an_empty_one() {
        let above = tempfile::tempdir().expect("a folder");
        let folder = above.path().join("backup");
        let fill = |text: &'static str| {
            move |beside: &std::path::Path| -> Result<(), FileError> {
                files::make_directory(&beside.join("licenses"))?;
                files::write_secret(&beside.join("host.toml"), text)
            }
        };
        fs::create_dir(&folder).expect("an empty one");
        make(&folder, fill("one")).expect("made");
        assert!(make(&folder, fill("two")).is_err());
        assert_eq!(fs::read_to_string(folder.join("host.toml")).expect("read"), "one");
        assert_eq!(fs::read_dir(above.path()).expect("a folder").count(), 1, "nothing is left beside it");
    }
}
