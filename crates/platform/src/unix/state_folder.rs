//! Owners of files, and how a file of a state folder is opened.

use crate::{file_error::NotTrusted, state_folder::folder};
use rustix::{
    fs::{OFlags, StatVfsMountFlags},
    io::Errno,
    process::geteuid,
    thread::{Gid, Uid, set_thread_groups, set_thread_res_gid, set_thread_res_uid},
};
use std::{
    fs::{self, File, Metadata, OpenOptions},
    io,
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

pub(crate) type Owner = u32;

pub(crate) fn of_machine() -> PathBuf {
    PathBuf::from("/var/lib/muster")
}

pub(crate) fn owner(path: &Path) -> io::Result<Owner> {
    Ok(fs::metadata(path)?.uid())
}

/// What is wrong with the owner of a file in a folder of `owner`.
pub(crate) fn other_owner(_: &Path, found: &Metadata, owner: &Owner) -> Option<NotTrusted> {
    let known = [0, *owner, geteuid().as_raw()];
    (!known.contains(&found.uid())).then(|| NotTrusted::Owner(found.uid().to_string()))
}

pub(crate) fn is_read_only(folder: &Path) -> bool {
    rustix::fs::statvfs(folder).is_ok_and(|found| found.f_flag.contains(StatVfsMountFlags::RDONLY))
}

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
    match other_owner(path, &found, &owner) {
        Some(problem) => Err(problem.into()),
        None => Ok(file),
    }
}

/// Refuses a file that is about to be written to and has a second name, which may be outside of the folder.
pub(crate) fn one_name(file: &File) -> io::Result<()> {
    if file.metadata()?.nlink() > 1 { Err(NotTrusted::Names.into()) } else { Ok(()) }
}

pub(crate) fn read_named(path: &Path, folder: &Path) -> io::Result<String> {
    let owner = fs::metadata(folder)?;
    if !geteuid().is_root() || owner.uid() == 0 {
        return fs::read_to_string(path);
    }
    let work = || {
        become_owner(&owner)?;
        fs::read_to_string(path)
    };
    // The system keeps the rights of each thread apart.
    let read = std::thread::scope(|scope| scope.spawn(work).join());
    read.unwrap_or_else(|_| Err(io::Error::other("reading ended")))
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
    use crate::{
        files,
        state_folder::{check, read},
    };
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
