//! The client's state on disk: `state.json`, written whole or not at all, with a copy of the state before.

use crate::{error::ClientError, state::State};
use muster_platform::{
    files::{self, FileError},
    state_folder,
};
use std::{
    fs::File,
    path::{Path, PathBuf},
};

const FILE: &str = "state.json";
const COPY: &str = "state.json.bak";
const LOCK: &str = "state.lock";

/// The state file of a directory.
#[derive(Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    copy: PathBuf,
    lock: PathBuf,
}

/// What was read, and why it came from the copy if it did.
pub(crate) struct Loaded {
    pub(crate) state: State,
    pub(crate) recovered: Option<String>,
}

/// The right to write the state: no other process has it until this is dropped. It is held for a change on this machine,
/// never while a host is asked.
pub(crate) struct Locked<'f> {
    file: &'f StateFile,
    _lock: File,
}

impl StateFile {
    pub(crate) fn new(directory: &Path) -> Self {
        Self { path: directory.join(FILE), copy: directory.join(COPY), lock: directory.join(LOCK) }
    }

    pub(crate) fn exists(&self) -> bool {
        self.path.exists() || self.copy.exists()
    }

    /// Waits for the right to write.
    pub(crate) fn lock(&self) -> Result<Locked<'_>, ClientError> {
        Ok(Locked { file: self, _lock: files::lock(&self.lock)? })
    }

    /// Reads the state; in place of a damaged file, its copy. A reader needs no lock: the file is whole at any instant.
    pub(crate) fn load(&self) -> Result<Loaded, ClientError> {
        let problem = match read(&self.path)? {
            Ok(state) => return Ok(Loaded { state, recovered: None }),
            Err(problem) => problem,
        };
        match read(&self.copy)? {
            Ok(state) => Ok(Loaded { state, recovered: Some(problem) }),
            Err(_) => Err(ClientError::Damaged { path: self.path.display().to_string(), problem }),
        }
    }
}

impl Locked<'_> {
    /// Writes the state, and keeps the one before as the copy, unless that is damaged. After this returns the state is on
    /// disk; before, the old one is.
    pub(crate) fn save(&self, state: &State) -> Result<(), ClientError> {
        let StateFile { path, copy, .. } = self.file;
        let text = serde_json::to_string_pretty(state);
        let text = text.map_err(|error| FileError::new("cannot write", path)(error.into()))?;
        if matches!(read(path), Ok(Ok(_))) {
            files::keep_copy(path, copy)?;
        }
        Ok(files::write_secret(path, &text)?)
    }
}

/// A file's state, or what is wrong with its text; only a file that cannot be read at all is an error.
fn read(path: &Path) -> Result<Result<State, String>, ClientError> {
    match state_folder::read(path) {
        Ok(text) => Ok(serde_json::from_str::<State>(&text).map_err(|error| error.to_string()).and_then(State::check)),
        Err(error) if error.is_not_found() || error.is_not_text() => Ok(Err(error.to_string())),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{COPY, FILE, StateFile};
    use crate::{error::ClientError, state::State};
    use muster_core::id::Cmid;
    use std::{fs, path::Path, thread};

    fn state(number: u8) -> State {
        State::new(Cmid::from_bytes([number; 16]), &[])
    }

    fn number(file: &StateFile) -> u8 {
        file.load().expect("a state").state.cmid().as_bytes()[0]
    }

    #[test]
    fn the_state_before_is_kept_as_the_copy() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = StateFile::new(folder.path());
        assert!(!file.exists());
        for version in 1..=3 {
            file.lock().and_then(|locked| locked.save(&state(version))).expect("saved");
        }
        assert_eq!(number(&file), 3);
        fs::remove_file(folder.path().join(FILE)).expect("lost");
        assert!(file.exists() && file.load().expect("the copy").recovered.is_some());
        assert_eq!(number(&file), 2);
    }

    #[test]
    fn a_damaged_state_never_becomes_the_copy() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = StateFile::new(folder.path());
        for version in 1..=2 {
            file.lock().and_then(|locked| locked.save(&state(version))).expect("saved");
        }
        fs::write(folder.path().join(FILE), "{").expect("damaged");
        file.lock().and_then(|locked| locked.save(&state(3))).expect("saved");
        fs::write(folder.path().join(FILE), "{").expect("damaged again");
        assert_eq!(number(&file), 1, "the copy is still the last whole one");
        fs::write(folder.path().join(COPY), "{").expect("damaged too");
        assert!(matches!(file.load(), Err(ClientError::Damaged { .. })));
    }

    /// Two processes that change the state at once: the later one sees what the earlier one wrote.
    #[test]
    fn whoever_has_the_lock_writes_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = StateFile::new(folder.path());
        let locked = file.lock().expect("the lock");
        let other = folder.path().to_owned();
        let waiting = thread::spawn(move || {
            let file = StateFile::new(&other);
            let _locked = file.lock().expect("the lock");
            number(&file)
        });
        locked.save(&state(1)).expect("saved");
        drop(locked);
        assert_eq!(waiting.join().expect("no panic"), 1);
    }

    #[test]
    fn what_is_no_state_is_damage() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = StateFile::new(folder.path());
        for version in 1..=2 {
            file.lock().and_then(|locked| locked.save(&state(version))).expect("saved");
        }
        for damage in [&b""[..], b"{", b"null", br#"{"version": 1}"#, &[0xFF, 0xFE]] {
            fs::write(folder.path().join(FILE), damage).expect("damaged");
            assert!(file.load().expect("the copy").recovered.is_some(), "{damage:?}");
            assert_eq!(number(&file), 1, "{damage:?}");
        }
    }

    #[test]
    fn a_state_of_a_later_version_is_damage_that_names_both_versions() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = StateFile::new(folder.path());
        file.lock().and_then(|locked| locked.save(&state(1))).expect("saved");
        let text = fs::read_to_string(folder.path().join(FILE)).expect("the state");
        fs::write(folder.path().join(FILE), text.replace("\"version\": 1", "\"version\": 2")).expect("written");
        let error = file.load().map(drop).expect_err("damaged, and there is no copy");
        let ClientError::Damaged { path, problem } = error else { panic!("{error}") };
        assert_eq!(Path::new(&path), folder.path().join(FILE));
        assert_eq!(problem, "it has version 2, this muster reads 1");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_not_damage() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join(FILE)).expect("a folder in its place");
        assert!(matches!(StateFile::new(folder.path()).load().map(drop), Err(ClientError::File(_))));
    }

    /// Each reads, changes and writes: without the lock some of the changes would be lost.
    #[test]
    fn no_change_of_several_writers_is_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, file) = (folder.path(), StateFile::new(folder.path()));
        file.lock().and_then(|locked| locked.save(&state(1))).expect("saved");
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let file = StateFile::new(path);
                    for _ in 0..25 {
                        let locked = file.lock().expect("the lock");
                        let mut state = file.load().expect("a state").state;
                        state.rearms += 1;
                        locked.save(&state).expect("saved");
                    }
                });
            }
        });
        assert_eq!(file.load().expect("a state").state.rearms, 100);
    }
}
