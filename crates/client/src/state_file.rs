//! The client's state on disk: `state.json`, written whole or not at all, with a copy of the state before.
//!
//! Each carries an authentication code by `state.key`, which only the account of the service can read. So what was edited by hand,
//! or put together from two states, is noticed as damage. Whoever can read the key, or puts a whole older folder back, is
//! not; the host notices the latter by the counter of requests.

use crate::{error::ClientError, state::State};
use aws_lc_rs::hmac::{self, HMAC_SHA256};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use muster_core::{sentence, sentence::Sentence};
use muster_platform::{
    files::{self, FileError},
    state_folder,
};
use std::{
    fs::File,
    path::{Path, PathBuf},
};
use zeroize::Zeroizing;

const FILE: &str = "state.json";
const COPY: &str = "state.json.bak";
/// How the names of files begin that are being written in place of [`FILE`] and [`COPY`].
const UNFINISHED: &str = ".state.json";
const LOCK: &str = "state.lock";
const KEY: &str = "state.key";

/// The state file of a directory.
#[derive(Clone, Debug)]
pub(crate) struct StateFile {
    path: PathBuf,
    copy: PathBuf,
    lock: PathBuf,
    key: PathBuf,
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
    lock: File,
}

impl StateFile {
    pub(crate) fn new(directory: &Path) -> Self {
        Self {
            path: directory.join(FILE),
            copy: directory.join(COPY),
            lock: directory.join(LOCK),
            key: directory.join(KEY),
        }
    }

    pub(crate) fn exists(&self) -> bool {
        self.path.exists() || self.copy.exists()
    }

    /// Makes the key that authenticates the state, of 32 random bytes.
    pub(crate) fn create_key(&self, bytes: &[u8; 32]) -> Result<(), ClientError> {
        Ok(files::write_secret(&self.key, &URL_SAFE_NO_PAD.encode(bytes))?)
    }

    fn authentication_key(&self) -> Result<hmac::Key, FileError> {
        Ok(hmac::Key::new(HMAC_SHA256, self.secret()?.trim().as_bytes()))
    }

    /// The secret of this machine's client.
    pub(crate) fn secret(&self) -> Result<Zeroizing<String>, FileError> {
        Ok(Zeroizing::new(state_folder::read(&self.key)?))
    }

    /// A file's state, or what is wrong with it; only a file that cannot be read at all is an error.
    fn read(&self, path: &Path) -> Result<Result<State, Sentence>, ClientError> {
        let text = match state_folder::read(path) {
            Ok(text) => text,
            Err(error) if error.is_not_found() || error.is_not_text() => return Ok(Err(error.into())),
            Err(error) => return Err(error.into()),
        };
        let state = match decode(&text) {
            Ok(state) => state,
            Err(problem) => return Ok(Err(problem)),
        };
        let key = match self.authentication_key() {
            Err(error) if error.is_not_found() => return Ok(Err(error.into())),
            key => key?,
        };
        let code = URL_SAFE_NO_PAD.decode(&state.integrity).unwrap_or_default();
        let genuine = hmac::verify(&key, message(&text, &state.integrity).as_bytes(), &code).is_ok();
        let changed = || sentence!("something other than Muster has changed it", "Muster 以外によって変更されています");
        Ok(if genuine { Ok(state) } else { Err(changed()) })
    }

    /// Waits for the right to write.
    pub(crate) fn lock(&self) -> Result<Locked<'_>, ClientError> {
        Ok(Locked { file: self, lock: files::lock(&self.lock)? })
    }

    /// The right to write, unless another process has it.
    pub(crate) fn try_lock(&self) -> Result<Option<Locked<'_>>, ClientError> {
        Ok(files::try_lock(&self.lock)?.map(|lock| Locked { file: self, lock }))
    }

    /// Reads the state; in place of a damaged file, its copy. A reader needs no lock: the file is whole at any instant.
    pub(crate) fn load(&self) -> Result<Loaded, ClientError> {
        let problem = match self.read(&self.path)? {
            Ok(state) => return Ok(Loaded { state, recovered: None }),
            Err(problem) => problem,
        };
        match self.read(&self.copy)? {
            Ok(state) => Ok(Loaded { state, recovered: Some(problem.to_string()) }),
            Err(_) => Err(ClientError::Damaged { path: self.path.display().to_string(), problem }),
        }
    }
}

impl Locked<'_> {
    /// Writes the state, and keeps the one before as the copy, unless that is damaged. After this returns the state is on
    /// disk; before, the old one is.
    pub(crate) fn save(&self, state: &State) -> Result<(), ClientError> {
        let StateFile { path, copy, .. } = self.file;
        self.sweep();
        let fail = |error: serde_json::Error| FileError::new(FileError::WRITE, path)(error.into());
        let bare = serde_json::to_string(&state.with_integrity(String::new())).map_err(fail)?;
        // Compact and without the code: what `message` makes of it when it is read.
        let code = hmac::sign(&self.file.authentication_key()?, bare.as_bytes());
        let text = serde_json::to_string_pretty(&state.with_integrity(URL_SAFE_NO_PAD.encode(code))).map_err(fail)?;
        if matches!(self.file.read(path), Ok(Ok(_))) {
            files::keep_copy(path, copy)?;
        }
        Ok(files::write_secret(path, &text)?)
    }

    /// Removes what writers that were killed left behind: each holds the state, keys included. Whoever writes holds the lock, so
    /// none of it is in use. A file that cannot be removed now is removed at the next change.
    fn sweep(&self) {
        let folder = self.file.path.parent().and_then(|folder| std::fs::read_dir(folder).ok());
        for entry in folder.into_iter().flatten().flatten() {
            if entry.file_name().to_str().is_some_and(|name| name.starts_with(UNFINISHED)) {
                drop(std::fs::remove_file(entry.path()));
            }
        }
    }
}

/// A process that was forked meanwhile has the same file open: closing it here alone would leave the lock with that one.
impl Drop for Locked<'_> {
    fn drop(&mut self) {
        drop(files::unlock(&self.lock));
    }
}

/// What is authenticated of a text that is JSON: all of it but the code and the spaces between, so that members are too that only a
/// newer version knows.
fn message(text: &str, integrity: &str) -> String {
    let (mut in_string, mut escaped) = (false, false);
    let is_content = |c: &char| {
        let (begins_or_ends, is_kept) = (*c == '"' && !escaped, in_string || !c.is_ascii_whitespace());
        escaped = in_string && *c == '\\' && !escaped;
        in_string ^= begins_or_ends;
        is_kept
    };
    let compact: String = text.chars().filter(is_content).collect();
    compact.replacen(&format!("\"integrity\":\"{integrity}\""), "\"integrity\":\"\"", 1)
}

pub(crate) fn decode(text: &str) -> Result<State, Sentence> {
    serde_json::from_str::<State>(text).map_err(Sentence::foreign).and_then(State::check)
}

#[cfg(test)]
mod tests {
    use super::{COPY, FILE, StateFile, decode, message};
    use crate::{error::ClientError, state::State};
    use aws_lc_rs::hmac::{self, HMAC_SHA256};
    use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
    use muster_core::id::Cmid;
    use std::{fs, path::Path, thread};

    fn state(number: u8) -> State {
        State::new(Cmid::from_bytes([number; 16]), &[])
    }

    /// A state file with a key.
    fn keyed(folder: &Path) -> StateFile {
        let file = StateFile::new(folder);
        file.create_key(&[7; 32]).expect("a key");
        file
    }

    /// One that was written twice: the copy holds the first state.
    fn written_twice(folder: &Path) -> StateFile {
        let file = keyed(folder);
        for version in 1..=2 {
            save(&file, version);
        }
        file
    }

    fn save(file: &StateFile, version: u8) {
        file.lock().and_then(|locked| locked.save(&state(version))).expect("saved");
    }

    fn number(file: &StateFile) -> u8 {
        file.load().expect("a state").state.cmid().as_bytes()[0]
    }

    /// What a newer version would write: a member that this one does not know, authenticated with all else.
    fn write_newer(folder: &Path, value: &str) {
        let text = fs::read_to_string(folder.join(FILE)).expect("a state");
        let state = decode(&text).expect("a state");
        let newer = text.replacen(&state.integrity, "", 1).replacen('{', &format!("{{ \"newer\": {value},"), 1);
        let key = hmac::Key::new(HMAC_SHA256, URL_SAFE_NO_PAD.encode([7; 32]).as_bytes());
        let code = URL_SAFE_NO_PAD.encode(hmac::sign(&key, message(&newer, "").as_bytes()));
        let empty = "\"integrity\": \"\"";
        let signed = newer.replacen(empty, &format!("\"integrity\": \"{code}\""), 1);
        fs::write(folder.join(FILE), signed).expect("written");
    }

    #[test]
    fn the_state_of_a_newer_version_is_read_and_authenticated_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = keyed(folder.path());
        save(&file, 3);
        let strange = r#"{ "a \"b\" {": ["\\", " c  d", 1.50] }"#;
        write_newer(folder.path(), strange);
        assert!(file.load().expect("a state").recovered.is_none());
        assert_eq!(number(&file), 3);
        let text = fs::read_to_string(folder.path().join(FILE)).expect("a state");
        // Spaces between members say nothing; those in a text do.
        fs::write(folder.path().join(FILE), text.replace('\n', "\r\n\t")).expect("written");
        assert_eq!(number(&file), 3);
        fs::write(folder.path().join(FILE), text.replace(" c  d", " c d")).expect("written");
        assert!(file.load().is_err(), "it was changed, and there is no copy");
        // An older version drops what it does not know.
        fs::write(folder.path().join(FILE), text).expect("written");
        save(&file, 4);
        assert!(!fs::read_to_string(folder.path().join(FILE)).expect("a state").contains("newer"));
        assert_eq!(number(&file), 4);
    }

    #[test]
    fn what_a_killed_writer_left_behind_goes_at_the_next_change() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = keyed(folder.path());
        for name in [".state.json.Xy12Zq", ".state.json.bak.Ab34Cd", ".other", "state.json.mine"] {
            fs::write(folder.path().join(name), "{}").expect("written");
        }
        save(&file, 1);
        let left = |name: &str| folder.path().join(name).exists();
        assert!(!left(".state.json.Xy12Zq") && !left(".state.json.bak.Ab34Cd"));
        assert!(left(".other") && left("state.json.mine") && left("state.json"));
    }

    #[test]
    fn the_state_before_is_kept_as_the_copy() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = keyed(folder.path());
        assert!(!file.exists());
        for version in 1..=3 {
            save(&file, version);
        }
        assert_eq!(number(&file), 3);
        fs::remove_file(folder.path().join(FILE)).expect("lost");
        assert!(file.exists() && file.load().expect("the copy").recovered.is_some());
        assert_eq!(number(&file), 2);
    }

    #[test]
    fn a_damaged_state_never_becomes_the_copy() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = written_twice(folder.path());
        fs::write(folder.path().join(FILE), "{").expect("damaged");
        save(&file, 3);
        fs::write(folder.path().join(FILE), "{").expect("damaged again");
        assert_eq!(number(&file), 1, "the copy is still the last whole one");
        fs::write(folder.path().join(COPY), "{").expect("damaged too");
        assert!(matches!(file.load(), Err(ClientError::Damaged { .. })));
    }

    /// Two processes that change the state at once: the later one sees what the earlier one wrote.
    #[test]
    fn whoever_has_the_lock_writes_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = keyed(folder.path());
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

    // Windows has no fork.
    #[cfg(unix)]
    #[test]
    fn a_lock_ends_with_its_owner_also_where_a_fork_has_its_file_open() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = keyed(folder.path());
        let locked = file.lock().expect("the lock");
        let inherited = locked.lock.try_clone().expect("the same file");
        assert!(file.try_lock().expect("no fault").is_none());
        drop(locked);
        assert!(file.try_lock().expect("no fault").is_some());
        drop(inherited);
    }

    #[test]
    fn what_is_no_state_is_damage() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = written_twice(folder.path());
        for damage in [&b""[..], b"{", b"null", br#"{"version": 1}"#, &[0xFF, 0xFE]] {
            fs::write(folder.path().join(FILE), damage).expect("damaged");
            assert!(file.load().expect("the copy").recovered.is_some(), "{damage:?}");
            assert_eq!(number(&file), 1, "{damage:?}");
        }
    }

    #[test]
    fn a_state_of_a_later_version_is_damage_that_names_both_versions() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = keyed(folder.path());
        save(&file, 1);
        let text = fs::read_to_string(folder.path().join(FILE)).expect("the state");
        fs::write(folder.path().join(FILE), text.replace("\"version\": 1", "\"version\": 2")).expect("written");
        let error = file.load().map(drop).expect_err("damaged, and there is no copy");
        let ClientError::Damaged { path, problem } = error else { panic!("{error}") };
        assert_eq!(Path::new(&path), folder.path().join(FILE));
        assert_eq!(problem.to_string(), "it has version 2, this muster reads 1");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_not_damage() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join(FILE)).expect("a folder in its place");
        assert!(matches!(StateFile::new(folder.path()).load().map(drop), Err(ClientError::File(_))));
    }

    /// A rearm count set back, a date moved: each is damage, and so is a state that another key authenticated.
    #[test]
    fn what_something_else_has_changed_is_damage() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = written_twice(folder.path());
        let path = folder.path().join(FILE);
        let whole = fs::read_to_string(&path).expect("the state");
        let spaced = whole.replace("  ", "\t");
        fs::write(&path, spaced).expect("written");
        assert_eq!(file.load().expect("a state").recovered, None, "blanks say nothing");
        for (from, to) in
            [("\"rearms\": 0", "\"rearms\": 1"), ("\"integrity\": \"", "\"integrity\": \"A"), ("02020202", "03030303")]
        {
            assert!(whole.contains(from), "{from}");
            fs::write(&path, whole.replacen(from, to, 1)).expect("edited");
            let problem = file.load().expect("the copy").recovered;
            assert_eq!(problem.as_deref(), Some("something other than Muster has changed it"), "{from}");
            assert_eq!(number(&file), 1, "{from}");
        }
        fs::write(&path, &whole).expect("as it was");
        file.create_key(&[8; 32]).expect("another key");
        assert!(matches!(file.load(), Err(ClientError::Damaged { .. })));
        fs::remove_file(folder.path().join("state.key")).expect("lost");
        let error = file.load().map(drop).expect_err("no key").to_string();
        assert!(error.contains("state.key"), "{error}");
    }

    /// Each reads, changes and writes: without the lock some of the changes would be lost.
    #[test]
    fn no_change_of_several_writers_is_lost() {
        let folder = tempfile::tempdir().expect("a folder");
        let (path, file) = (folder.path(), keyed(folder.path()));
        save(&file, 1);
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
