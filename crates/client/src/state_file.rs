//! The client's state on disk: `state.json`, written whole or not at all, with a copy of the state before.

use crate::{ClientError, state::State};
use atomic_write_file::{AtomicWriteFile, unix::OpenOptionsExt as _};
use std::{
    fs::{self, File},
    io::{ErrorKind, Write},
    os::unix::fs::OpenOptionsExt as _,
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
        let fail = ClientError::file("cannot lock", &self.lock);
        let open = File::options().create(true).truncate(false).write(true).mode(0o600).open(&self.lock);
        let lock = open.map_err(&fail)?;
        lock.lock().map_err(&fail)?;
        Ok(Locked { file: self, _lock: lock })
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
    /// Writes the state. After this returns it is on disk; before, the old one is.
    pub(crate) fn save(&self, state: &State) -> Result<(), ClientError> {
        let path = &self.file.path;
        let fail = ClientError::file("cannot write", path);
        let text = serde_json::to_string_pretty(state).map_err(|error| fail(error.into()))?;
        self.keep_copy()?;
        write(path, &text)
    }

    /// Keeps the current state as the copy, unless it is the damaged one.
    fn keep_copy(&self) -> Result<(), ClientError> {
        let StateFile { path, copy, .. } = self.file;
        if !matches!(read(path), Ok(Ok(_))) {
            return Ok(());
        }
        let fail = ClientError::file("cannot write", copy);
        let aside = copy.with_extension("new");
        match fs::remove_file(&aside) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(fail(error)),
            _ => {}
        }
        fs::hard_link(path, &aside).and_then(|()| fs::rename(&aside, copy)).map_err(fail)
    }
}

/// Writes a file that only its owner may read, whole or not at all.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), ClientError> {
    write_mode(path, text, 0o600)
}

/// Writes a file that anybody may read, whole or not at all.
pub(crate) fn write_public(path: &Path, text: &str) -> Result<(), ClientError> {
    write_mode(path, text, 0o644)
}

fn write_mode(path: &Path, text: &str, mode: u32) -> Result<(), ClientError> {
    let fail = ClientError::file("cannot write", path);
    let mut options = AtomicWriteFile::options();
    let mut file = options.preserve_mode(false).mode(mode).open(path).map_err(&fail)?;
    file.write_all(text.as_bytes()).map_err(&fail)?;
    file.commit().map_err(&fail)
}

/// A file's state, or what is wrong with its text; only a file that cannot be read at all is an error.
fn read(path: &Path) -> Result<Result<State, String>, ClientError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(serde_json::from_str::<State>(&text).map_err(|error| error.to_string()).and_then(State::check)),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::InvalidData) => {
            Ok(Err(error.to_string()))
        }
        Err(error) => Err(ClientError::file("cannot read", path)(error)),
    }
}
