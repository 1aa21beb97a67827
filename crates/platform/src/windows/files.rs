//! Access lists of files, and how they are replaced.

use super::{security, state_folder};
use crate::{
    deadline::Deadline,
    files::{FileVersion, Readers},
    state_folder as shared,
};
use std::{
    fs::{self, File, Metadata},
    io::{self, ErrorKind},
    os::windows::fs::{MetadataExt, OpenOptionsExt},
    path::Path,
    sync::mpsc,
    time::Duration,
};
use tempfile::NamedTempFile;
use windows_sys::Win32::{
    Foundation::ERROR_LOCK_VIOLATION,
    Storage::FileSystem::{
        FILE_APPEND_DATA, FILE_FLAG_BACKUP_SEMANTICS, FILE_GENERIC_READ, FILE_GENERIC_WRITE, READ_CONTROL, SYNCHRONIZE,
    },
};

/// How long a file may be held by somebody else, as a virus scanner does with new ones, before it cannot be replaced.
const HELD_MAX: Duration = Duration::from_secs(2);
const TRY_AGAIN: Duration = Duration::from_millis(10);

/// A file that lies beside its path.
pub(crate) struct NewFile {
    file: NamedTempFile,
    path: std::path::PathBuf,
}

impl NewFile {
    pub(crate) fn beside(path: &Path, readers: Readers) -> io::Result<Self> {
        Ok(Self { file: temporary(shared::folder(path), readers)?, path: path.to_owned() })
    }

    pub(crate) fn as_file(&self) -> &File {
        self.file.as_file()
    }

    /// Waits until it is on disk, and puts it at its path. Whoever reads the file at that path meanwhile keeps it from being
    /// replaced, so this tries for 2 seconds.
    pub(crate) fn put(self) -> io::Result<()> {
        self.file.as_file().sync_all()?;
        let path = self.file.into_temp_path();
        patiently(|| fs::rename(&path, &self.path))
    }
}

fn patiently(mut work: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let deadline = Deadline::after(HELD_MAX);
    // Nobody sends: it is waited for until the time has passed.
    let (_never, tick) = mpsc::channel::<()>();
    loop {
        match work() {
            Err(error) if error.kind() == ErrorKind::PermissionDenied && deadline.remaining().is_ok() => {
                let _ = tick.recv_timeout(TRY_AGAIN);
            }
            done => return done,
        }
    }
}

pub(crate) fn temporary(folder: &Path, readers: Readers) -> io::Result<NamedTempFile> {
    let access = FILE_GENERIC_READ | FILE_GENERIC_WRITE;
    let secret = readers == Readers::Owner;
    tempfile::Builder::new().make_in(folder, |path| security::create_file(path, access, secret))
}

/// Makes what is missing of a path, all of it for secrets.
pub(crate) fn make_directory(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return state_folder::owner(path).map(drop);
    }
    if let Some(above) = path.parent().filter(|above| !above.as_os_str().is_empty() && !above.is_dir()) {
        make_directory(above)?;
    }
    match security::create_folder(path) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists && path.is_dir() => state_folder::owner(path).map(drop),
        made => made,
    }
}

pub(crate) fn create_to_append(path: &Path) -> io::Result<File> {
    // Windows locks no file that is open for appending alone.
    security::create_file(path, FILE_GENERIC_READ | FILE_APPEND_DATA | SYNCHRONIZE, true)
}

pub(crate) fn version(found: &Metadata) -> FileVersion {
    FileVersion([found.creation_time().into(), found.last_write_time().into(), found.file_size().into()])
}

/// Where the file that a process holds has its lock: in a file beside it, for nobody can read what is locked.
pub(crate) fn open_lock_of(path: &Path) -> io::Result<File> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".lock");
    crate::files::touch(&path.with_file_name(name))
}

/// The standard library unlocks until nothing is locked. Wine answers the last time as if somebody else had the lock.
pub(crate) fn unlock(file: &File) -> io::Result<()> {
    file.unlock().or_else(|error| {
        let unlocked = error.raw_os_error() == Some(ERROR_LOCK_VIOLATION.cast_signed());
        if unlocked { Ok(()) } else { Err(error) }
    })
}

/// Whether the access list permits anything to anybody but the owner, the system and administrators. What cannot be opened
/// cannot be read either.
pub(crate) fn is_open_to_others(path: &Path) -> bool {
    let file = File::options().access_mode(READ_CONTROL).custom_flags(FILE_FLAG_BACKUP_SEMANTICS).open(path);
    file.and_then(|file| Ok((security::access_list(&file)?, security::owner(&file)?)))
        .is_ok_and(|(list, owner)| permits_others(&list, &owner))
}

/// Reads an access list as in `D:P(A;;FA;;;SY)(A;ID;FR;;;BU)`. Aliases: the system, administrators, the account Administrator,
/// rights of the owner ([MS-DTYP] 2.5.1.1). Without any list everybody may do everything.
fn permits_others(list: &str, owner: &str) -> bool {
    const OWN: [&str; 6] = ["SY", "BA", "LA", "OW", security::SYSTEM, security::ADMINISTRATORS];
    let mut entries = list.split('(').skip(1).map(|entry| entry.split(')').next().unwrap_or_default());
    let foreign = |entry: &str| {
        let mut fields = entry.split(';');
        let (kind, account) = (fields.next().unwrap_or_default(), fields.nth(4).unwrap_or_default());
        kind.contains('A') && account != owner && !OWN.contains(&account)
    };
    list.contains("NO_ACCESS_CONTROL") || entries.any(foreign)
}

pub(crate) fn command_to_close(path: &Path) -> String {
    let (system, administrators) = (security::SYSTEM, security::ADMINISTRATORS);
    format!("icacls \"{}\" /inheritance:r /grant:r *{system}:F *{administrators}:F", path.display())
}

/// Waits until a file is on disk. Folders are in the journal of the file system.
pub(crate) fn sync(path: &Path) -> io::Result<()> {
    if path.is_dir() { Ok(()) } else { File::options().write(true).open(path)?.sync_all() }
}

/// Renames a new folder; an empty one of the name is replaced.
pub(crate) fn rename_folder(new: &Path, folder: &Path) -> io::Result<()> {
    match fs::remove_dir(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => patiently(|| fs::rename(new, folder)),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_open_to_others, permits_others};
    use crate::{files, state_folder, windows::security};
    use muster_core::code;
    use std::{fs, fs::File, os::windows::fs::OpenOptionsExt};
    use windows_sys::Win32::Storage::FileSystem::{FILE_FLAG_BACKUP_SEMANTICS, READ_CONTROL};

    #[test]
    fn rights_of_anybody_but_owner_system_and_administrators_are_foreign() {
        let owner = "S-1-5-21-1-2-3-1001";
        let check = |list: &str, expected| assert_eq!(permits_others(list, owner), expected, "{list}");
        check("D:P(A;;FA;;;SY)(A;;FA;;;BA)(A;;FA;;;OW)", false);
        check("D:PAI(A;ID;FA;;;S-1-5-18)(A;;FR;;;S-1-5-21-1-2-3-1001)", false);
        check("D:P(A;;FA;;;SY)(A;ID;0x1200a9;;;BU)", true);
        check("D:(A;;FR;;;S-1-5-21-1-2-3-1002)", true);
        check("D:(D;;FR;;;WD)(A;;FA;;;BA)", false);
        check("D:(XA;;FR;;;WD;(Member_of {SID(BA)}))", true);
        check("D:NO_ACCESS_CONTROL", true);
        check("D:", false);
    }

    #[test]
    fn secrets_are_for_owner_system_and_administrators() {
        let above = tempfile::tempdir().expect("a folder");
        let folder = above.path().join("Muster").join("client");
        files::make_directory(&folder).expect("made");
        let path = |name: &str| folder.join(name);
        files::write_secret(&path("state.json"), "{}").expect("written");
        files::write_secret(&path("state.json"), "{\"a\":1}").expect("replaced");
        drop(files::touch(&path("events.jsonl")).expect("made"));
        for secret in
            [folder.as_path(), above.path().join("Muster").as_path(), &path("state.json"), &path("events.jsonl")]
        {
            let mut options = File::options();
            let file = options.access_mode(READ_CONTROL).custom_flags(FILE_FLAG_BACKUP_SEMANTICS).open(secret);
            let list = security::access_list(&file.expect("opened")).expect("a list");
            assert!(!is_open_to_others(secret), "{} {list}", secret.display());
            assert!(list.contains("SY)"), "{} {list}", secret.display());
        }
        let public = above.path().join("public");
        fs::write(&public, "text").expect("written");
        assert!(is_open_to_others(&public), "what nobody made a secret is open");
        state_folder::check(&folder).expect("all is its owner's");
        assert_eq!(state_folder::read(&path("state.json")).expect("read"), "{\"a\":1}");
    }

    #[test]
    fn a_copy_keeps_what_was_replaced_and_a_second_name_is_not_appended_to() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("state.json");
        files::write_secret(&path, "one").expect("written");
        files::keep_copy(&path, &folder.path().join("copy")).expect("kept");
        files::write_secret(&path, "two").expect("replaced");
        files::keep_copy(&path, &folder.path().join("copy")).expect("kept again");
        assert_eq!(fs::read_to_string(folder.path().join("copy")).expect("read"), "two");
        let refused = files::lock(&path).expect_err("it has a second name");
        assert_eq!(refused.code(), code::FILE_NOT_TRUSTED);
        // Only what we and the copy are called is left.
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }
}
