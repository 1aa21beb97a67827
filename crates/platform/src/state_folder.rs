//! Reading in a state folder. It may belong to a service's account while root works in it, so nothing that this account can
//! put there leads root out of the folder: no link is followed, and only regular files of known owners are read.

use crate::file_error::{FileError, NotTrusted};
use rustix::{
    fs::{OFlags, StatVfsMountFlags},
    io::Errno,
    thread::{Gid, Uid, set_thread_groups, set_thread_res_gid, set_thread_res_uid},
};
use std::{
    fs::{self, File, Metadata, OpenOptions},
    io::{self, Read},
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::Path,
};

/// Refuses a state folder that holds a link, a device, a pipe, or a file of a third user. Folders in it are not entered; a
/// folder that does not exist is none of these.
pub fn check(folder: &Path) -> Result<(), FileError> {
    let fail = FileError::new("cannot read", folder);
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        entries => entries.map_err(&fail)?,
    };
    let owner = fs::metadata(folder).map_err(&fail)?.uid();
    entries.into_iter().try_for_each(|entry| check_entry(&entry.map_err(&fail)?.path(), owner))
}

/// Refuses a file of a state folder as [`check`] does.
pub fn check_file(path: &Path) -> Result<(), FileError> {
    let owner = fs::metadata(folder(path)).map_err(FileError::new("cannot read", folder(path)))?.uid();
    check_entry(path, owner)
}

/// One that is gone by now, as a file that was just replaced, is no problem.
fn check_entry(path: &Path, owner: u32) -> Result<(), FileError> {
    let Ok(found) = path.symlink_metadata() else { return Ok(()) };
    let problem = if found.is_symlink() {
        Some(NotTrusted::Link)
    } else if found.is_dir() || found.is_file() {
        other_owner(&found, owner)
    } else {
        Some(NotTrusted::Special)
    };
    problem.map_or(Ok(()), |problem| Err(FileError::new("cannot use", path)(problem.into())))
}

/// Refuses a folder on a disk that is mounted read-only. One that does not exist is none.
pub fn check_writable(folder: &Path) -> Result<(), FileError> {
    let read_only = rustix::fs::statvfs(folder).is_ok_and(|found| found.f_flag.contains(StatVfsMountFlags::RDONLY));
    if read_only {
        return Err(FileError::new("cannot write in", folder)(io::ErrorKind::ReadOnlyFilesystem.into()));
    }
    Ok(())
}

/// Reads a text file of a state folder.
pub fn read(path: &Path) -> Result<String, FileError> {
    let fail = FileError::new("cannot read", path);
    let mut text = String::new();
    let mut file = open(path, File::options().read(true)).map_err(&fail)?;
    file.read_to_string(&mut text).map_err(fail)?;
    Ok(text)
}

/// Opens a file that is there, if it is a regular one, of the owner of its folder, of root or of this process. For writing it must have one
/// name only.
pub(crate) fn open(path: &Path, options: &mut OpenOptions) -> io::Result<File> {
    // A pipe would wait for its other end.
    let flags = (OFlags::NOFOLLOW | OFlags::NONBLOCK).bits().cast_signed();
    let opened = options.custom_flags(flags).open(path);
    let file = opened.map_err(|error| match Errno::from_io_error(&error) {
        Some(Errno::LOOP) => NotTrusted::Link.into(),
        // A pipe or socket that nobody reads.
        Some(Errno::NXIO) => NotTrusted::Special.into(),
        _ => error,
    })?;
    let found = file.metadata()?;
    if !found.is_file() {
        return Err(if found.is_dir() { io::ErrorKind::IsADirectory.into() } else { NotTrusted::Special.into() });
    }
    let owner = fs::metadata(folder(path)).map_or_else(|_| found.uid(), |folder| folder.uid());
    match other_owner(&found, owner) {
        Some(problem) => Err(problem.into()),
        None => Ok(file),
    }
}

/// Refuses a file that is about to be written to and has a second name, which may be outside of the folder.
pub(crate) fn one_name(file: &File) -> io::Result<()> {
    if file.metadata()?.nlink() > 1 { Err(NotTrusted::Names.into()) } else { Ok(()) }
}

/// The folder of a file: the current one for a bare name.
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn other_owner(found: &Metadata, owner: u32) -> Option<NotTrusted> {
    let known = [0, owner, rustix::process::geteuid().as_raw()];
    (!known.contains(&found.uid())).then(|| NotTrusted::Owner(found.uid()))
}

/// Reads a text file that a file in `folder` names. As root it is read with the rights of the folder's owner: who can write to
/// the folder does not learn in this way what only root may read.
pub fn read_named(path: &Path, folder: &Path) -> Result<String, FileError> {
    let fail = FileError::new("cannot read", path);
    let owner = fs::metadata(folder).map_err(&fail)?;
    if !rustix::process::geteuid().is_root() || owner.uid() == 0 {
        return fs::read_to_string(path).map_err(fail);
    }
    let work = || {
        become_owner(&owner)?;
        fs::read_to_string(path)
    };
    // The system keeps the rights of each thread apart.
    let read = std::thread::scope(|scope| scope.spawn(work).join());
    read.unwrap_or_else(|_| Err(io::Error::other("reading ended"))).map_err(fail)
}

/// Takes the rights of this thread down to those of a file's owner, for good.
fn become_owner(owner: &Metadata) -> io::Result<()> {
    let (uid, gid) = (Uid::from_raw(owner.uid()), Gid::from_raw(owner.gid()));
    set_thread_groups(&[])?;
    set_thread_res_gid(gid, gid, gid)?;
    Ok(set_thread_res_uid(uid, uid, uid)?)
}

#[cfg(test)]
mod tests {
    use super::{check, read};
    use crate::files;
    use muster_core::code;
    use std::{
        fs,
        os::unix::fs::{MetadataExt, PermissionsExt, symlink},
        path::Path,
    };

    fn code_of<T>(done: Result<T, files::FileError>) -> Option<code::Code> {
        done.err().map(|error| error.code())
    }

    #[test]
    fn neither_link_nor_pipe_is_opened() {
        let (folder, outside) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let secret = outside.path().join("secret");
        fs::write(&secret, "swordfish").expect("a file");
        let path = folder.path().join("host.toml");
        let link = |target: &Path| symlink(target, &path).expect("a link");
        let pipe = || {
            rustix::fs::mknodat(rustix::fs::CWD, &path, rustix::fs::FileType::Fifo, rustix::fs::Mode::RWXU, 0)
                .expect("a pipe");
        };
        let places: [&dyn Fn(); 4] =
            [&|| link(&outside.path().join("new")), &|| link(&secret), &|| link(outside.path()), &pipe];
        for make in places {
            make();
            assert_eq!(code_of(check(folder.path())), Some(code::FILE_NOT_TRUSTED));
            assert_eq!(code_of(read(&path)), Some(code::FILE_NOT_TRUSTED));
            assert_eq!(code_of(files::lock(&path)), Some(code::FILE_NOT_TRUSTED));
            fs::remove_file(&path).expect("it is there");
        }
        assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 1);
        assert_eq!(fs::read_to_string(&secret).expect("the file"), "swordfish");
    }

    #[test]
    fn a_file_with_a_second_name_is_read_and_not_appended_to() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, other) = (folder.path().join("host.lock"), folder.path().join("other"));
        fs::write(&other, "text").expect("a file");
        fs::hard_link(&other, &path).expect("a second name");
        assert_eq!(read(&path).expect("read"), "text");
        assert_eq!(code_of(files::lock(&path)), Some(code::FILE_NOT_TRUSTED));
    }

    /// What is written in a folder of a service belongs to the service; what was there before keeps its owner.
    #[test]
    fn only_new_files_are_given_to_the_owner_of_the_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let (old, new) = (folder.path().join("old"), folder.path().join("new"));
        drop(files::touch(&old).expect("made"));
        let own = old.metadata().expect("a file").uid();
        let given = std::os::unix::fs::chown(folder.path(), Some(65_534), Some(65_534)).is_ok();
        drop(files::touch(&old).expect("opened"));
        drop(files::touch(&new).expect("made"));
        let owner = |path: &Path| path.metadata().expect("a file").uid();
        assert_eq!((owner(&old), owner(&new)), (own, if given { 65_534 } else { own }));
        assert_eq!(new.metadata().expect("a file").permissions().mode() & 0o777, 0o600);
    }
}
