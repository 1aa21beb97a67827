//! Modes and owners of files.

use crate::{
    files::{FileVersion, Readers},
    state_folder,
};
use rustix::fs::{FileType, Mode, OFlags, fstat, openat, renameat};
use std::{
    ffi::{OsStr, OsString},
    fs::{self, DirBuilder, File, Metadata, Permissions},
    io::{self, ErrorKind},
    os::{
        fd::AsFd,
        unix::fs::{DirBuilderExt, FileTypeExt, MetadataExt, OpenOptionsExt, PermissionsExt, fchown},
    },
    path::Path,
};
use tempfile::NamedTempFile;

const DIRECTORY: i32 = OFlags::DIRECTORY.bits().cast_signed();
/// Group and others: any right.
const FOREIGN: u32 = 0o077;

fn mode(readers: Readers) -> u32 {
    match readers {
        Readers::Everybody => 0o644,
        Readers::Owner => 0o600,
    }
}

/// A file that lies beside its path, in a folder that is opened once: another folder of that name never gets the file.
pub(crate) struct NewFile {
    folder: File,
    file: NamedTempFile,
    name: OsString,
}

impl NewFile {
    pub(crate) fn beside(path: &Path, readers: Readers) -> io::Result<Self> {
        let name = path.file_name().ok_or(ErrorKind::IsADirectory)?.to_owned();
        let folder = File::options().read(true).custom_flags(DIRECTORY).open(state_folder::folder(path))?;
        let prefix = [OsStr::new("."), &name, OsStr::new(".")].join(OsStr::new(""));
        let flags = OFlags::CREATE | OFlags::EXCL | OFlags::WRONLY | OFlags::CLOEXEC;
        let file = tempfile::Builder::new().prefix(&prefix).make_in(state_folder::folder(path), |beside| {
            let beside = beside.file_name().unwrap_or_default();
            Ok(openat(&folder, beside, flags, Mode::from_raw_mode(mode(readers)))?.into())
        })?;
        give_to_service(file.as_file(), &folder)?;
        Ok(Self { folder, file, name })
    }

    pub(crate) fn as_file(&self) -> &File {
        self.file.as_file()
    }

    /// Waits until it is on disk, and puts it at its path.
    pub(crate) fn put(self) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        let beside = self.file.into_temp_path();
        renameat(&self.folder, beside.file_name().unwrap_or_default(), &self.folder, &self.name)?;
        // It has its name: there is nothing to remove.
        drop(beside.keep());
        self.folder.sync_all()
    }
}

pub(crate) fn temporary(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    tempfile::Builder::new().permissions(Permissions::from_mode(mode(readers))).tempfile_in(folder)
}

pub(crate) fn make_directory(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    DirBuilder::new().recursive(true).mode(0o700).create(path)
}

pub(crate) fn create_to_append(path: &Path) -> io::Result<File> {
    let folder = File::open(state_folder::folder(path))?;
    let file = File::options().create_new(true).append(true).mode(0o600).open(path)?;
    give_to_service(&file, folder)?;
    Ok(file)
}

pub(crate) fn version(found: &Metadata) -> FileVersion {
    FileVersion([found.ino().into(), found.mtime().into(), found.mtime_nsec().into()])
}

/// Where the file that a process holds has its lock: in itself.
pub(crate) fn open_lock_of(path: &Path) -> io::Result<File> {
    state_folder::open(path, File::options().read(true))
}

pub(crate) fn unlock(file: &File) -> io::Result<()> {
    file.unlock()
}

pub(crate) fn is_open_to_others(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| {
        let kind = found.file_type();
        !kind.is_fifo() && !kind.is_char_device() && !kind.is_socket() && found.mode() & FOREIGN != 0
    })
}

pub(crate) fn command_to_close(path: &Path) -> String {
    format!("chmod 600 {}", path.display())
}

/// Waits until a file or a folder is on disk.
pub(crate) fn sync(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Renames a new folder; an empty one of the name is replaced.
pub(crate) fn rename_folder(new: &Path, folder: &Path) -> io::Result<()> {
    fs::rename(new, folder)
}

/// What root makes in a service's directory belongs to the service: it has to read it.
fn give_to_service(file: &File, folder: impl AsFd) -> io::Result<()> {
    let (own, folder) = (fstat(file)?, fstat(folder)?);
    if own.st_uid == 0 && folder.st_uid != 0 && FileType::from_raw_mode(own.st_mode).is_file() {
        fchown(file, Some(folder.st_uid), Some(folder.st_gid))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::files;
    use std::fs;

    /// Whoever owns the folder above may put a link in its place meanwhile.
    #[test]
    fn a_file_lands_in_the_folder_that_was_opened() {
        let above = tempfile::tempdir().expect("a folder");
        let [own, moved, other] = ["own", "moved", "other"].map(|name| above.path().join(name));
        fs::create_dir(&own).expect("made");
        fs::create_dir(&other).expect("made");
        let prepared = files::prepare_secret(&own.join("state.json"), "{}").expect("written");
        fs::rename(&own, &moved).expect("moved");
        std::os::unix::fs::symlink(&other, &own).expect("a link");
        prepared.commit().expect("it is put");
        let names = |folder| fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        assert_eq!(names(&moved).collect::<Vec<_>>(), ["state.json"]);
        assert_eq!(names(&other).count(), 0);
        // What is given up leaves nothing behind.
        drop(files::prepare_secret(&moved.join("key"), "k").expect("written"));
        assert_eq!(names(&moved).count(), 1);
    }
}
